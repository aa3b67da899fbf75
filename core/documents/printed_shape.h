#pragma once

#include "core/forms/form_template.h"

#include <QMap>
#include <QRegularExpression>
#include <QString>

#include <optional>
#include <vector>

namespace jixiao {

/// What a printed text says: values by placeholder ("filler", "fiscalYear-1"), blank ones as "".
using ShapeValues = QMap<QString, QString>;

/// A text with placeholders as the forms print it, over raw texts: the inverse of PrintedWords::filled() and of cell
/// patterns. White space of the printed words does not count; that inside the values does.
class PrintedShape {
public:
    /// Lines of several whose placeholders are all blank may be missing.
    explicit PrintedShape(const QString& pattern);

    bool isPlain() const { return names_.isEmpty(); } ///< words without placeholders
    /// Nothing but placeholders: prints nothing when they are blank.
    bool isBare() const { return bare_; }
    /// Nullopt for a text that is not of this shape.
    std::optional<ShapeValues> read(const QString& text) const;

private:
    struct Reading {
        QRegularExpression expression;
        QStringList names;
    };
    std::vector<Reading> readings_; ///< with all lines first
    QStringList names_;
    bool bare_ = false;
    QString words_; ///< without white space
};

/// The first placeholder of "{unit.code}{unit.name}" and the second; empty when a text is not two placeholders side by
/// side.
std::optional<std::pair<QString, QString>> adjacentPlaceholders(const QString& pattern);
/// Whether a code and a name printed side by side can be told apart again.
bool splitsBack(const QString& code, const QString& name);
/// What two values side by side say: digits in front are the code.
std::pair<QString, QString> splitAdjacent(const QString& text);

} // namespace jixiao
