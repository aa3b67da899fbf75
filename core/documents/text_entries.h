#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace jixiao {

/// One entry of a numbered list: its first line without the number, and the lines below it.
struct TextEntry {
    QStringList lines;
    qsizetype item = -1;     ///< source item it begins in
    bool outOfOrder = false; ///< its number does not follow the one before
};

/// The lines below a heading as a text and the entries of a list. The first number decides how the list is numbered;
/// lines with another number, or none, go on with the entry above them.
class TextEntries {
public:
    /// `continues`: the line belongs to the entry above it, whatever it begins with.
    void add(const QString& line, qsizetype item, bool continues = false);

    bool isEmpty() const { return items_.isEmpty(); }
    bool hasNumbers() const { return rank_ > 0; }
    int rank() const { return rank_; }
    const QList<qsizetype>& items() const { return items_; }
    /// The lines before the first numbered one; all of them when `everything` is set.
    QString intro(bool everything) const;
    /// The entries; without any number each line is one, unless an intro takes them.
    QList<TextEntry> rows(bool introTakesUnnumbered) const;

private:
    QList<TextEntry> unnumbered_;
    QList<TextEntry> entries_;
    QList<qsizetype> items_;
    QStringList all_;
    int rank_ = 0;
    int last_ = 0;
};

struct LabelSplit {
    QStringList before;
    QString label;
    QString text;
};

/// Splits the lines of an entry at "label：", at the beginning of a line or behind the end of a sentence. A label of
/// `printed` wins over the others; those count at the beginning of a line only.
std::optional<LabelSplit> splitAtLabel(const QStringList& lines, const QStringList& labels, const QStringList& printed);

} // namespace jixiao
