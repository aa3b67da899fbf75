#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace jixiao::cli {

/// Columns of a terminal a text takes: Chinese characters take two, combining marks none.
int terminalWidth(const QString& text);

struct TextColumn {
    QString title;
    int widest = 0; ///< longer cells go on in the next line; 0 = no limit, for the last column
    bool right = false;
};

/// Rows as aligned columns two spaces apart under their titles, each line ending in a line feed. Control characters in
/// cells are shown as spaces.
QString textTable(const QList<TextColumn>& columns, const QList<QStringList>& rows);

} // namespace jixiao::cli
