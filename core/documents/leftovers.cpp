#include "core/documents/leftovers.h"

#include "core/forms/list_numbers.h"

namespace jixiao {

namespace {

constexpr qsizetype mostOriginalRows = 20;

class Leftovers {
public:
    Leftovers(const SourceDocument& source, const ItemFates& fates) : source_(source), fates_(fates) {}

    QList<Repair> list() {
        listDebris();
        listNotes();
        listUnknown();
        return std::move(repairs_);
    }

private:
    QString lineName(int line) const { return source_.linesName(line, line); }
    static QString pathOf(int owner) { return owner < 0 ? QString() : QStringLiteral("documents[%1]").arg(owner); }

    /// Path of the document a line stands in. Lines are asked for from top to bottom, so that one walk finds them all.
    QString pathOfLine(int line, qsizetype& item) const {
        while (item + 1 < source_.items.size() && source_.items.at(item).lastLine < line)
            ++item;
        const auto& found = source_.items.at(item);
        return pathOf(found.firstLine() <= line && line <= found.lastLine ? fates_.owner[size_t(item)] : -1);
    }

    void listDebris() {
        qsizetype item = 0;
        for (const auto& debris : source_.debris)
            repairs_.append({pathOfLine(debris.line, item),
                             QStringLiteral("debris"),
                             QStringLiteral("%1：已去掉“%2”").arg(lineName(debris.line), debris.text.left(60)),
                             {{debris.text}}});
    }

    void listNotes() {
        qsizetype item = 0;
        for (const auto& note : source_.notes)
            repairs_.append({pathOfLine(note.line, item), QStringLiteral("unknown"),
                             note.line > 0 ? lineName(note.line) + u'：' + note.text : note.text});
    }

    void listUnknown() {
        const size_t count = fates_.used.size();
        for (size_t i = 0; i < count; ++i) {
            if (fates_.used[i] || source_.items.at(qsizetype(i)).isBlank()) continue;
            size_t last = i;
            for (size_t next = i + 1; next < count && fates_.owner[next] == fates_.owner[i]; ++next) {
                const bool blank = source_.items.at(qsizetype(next)).isBlank();
                if (fates_.used[next] && !blank) break;
                if (!blank) last = next;
            }
            addUnknown(qsizetype(i), qsizetype(last));
            i = last;
        }
    }

    void addUnknown(qsizetype first, qsizetype last) {
        QStringList texts = source_.items.at(first).texts();
        texts.removeAll(QString());
        QList<QStringList> original;
        for (qsizetype item = first; item <= last && original.size() < mostOriginalRows; ++item)
            if (!source_.items.at(item).isBlank()) original.append(source_.items.at(item).texts());
        repairs_.append(
            {pathOf(fates_.owner[size_t(first)]), QStringLiteral("unknown"),
             QStringLiteral("%1未归入任何表：“%2”")
                 .arg(source_.linesName(source_.items.at(first).firstLine(), source_.items.at(last).lastLine),
                      texts.join(u' ').simplified().left(30)),
             original});
    }

    const SourceDocument& source_;
    const ItemFates& fates_;
    QList<Repair> repairs_;
};

} // namespace

QList<Repair> leftovers(const SourceDocument& source, const ItemFates& fates) {
    return Leftovers(source, fates).list();
}

QList<LooseText> looseTexts(const SourceDocument& source, const ItemFates& fates) {
    QList<LooseText> texts;
    qsizetype mark = 0; // both lists are in the order of their lines
    for (qsizetype i = 0; i < source.items.size(); ++i) {
        const auto& item = source.items.at(i);
        if (item.kind != SourceItem::Kind::Paragraph || item.isBlank()) continue;
        QString text = item.cells.first().text;
        if (fates.used[size_t(i)]) {
            const auto number = listNumber(text);
            text.truncate(number ? number->length : 0);
        }
        while (mark < source.debris.size() && source.debris.at(mark).line < item.firstLine())
            ++mark;
        for (; mark < source.debris.size() && source.debris.at(mark).line <= item.lastLine; ++mark)
            text += u' ' + source.debris.at(mark).text;
        if (!text.trimmed().isEmpty()) texts.append({source.linesName(item.firstLine(), item.lastLine), text});
    }
    return texts;
}

} // namespace jixiao
