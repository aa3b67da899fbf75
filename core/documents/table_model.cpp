#include "core/documents/table_model.h"

#include "core/documents/debris.h"

#include <algorithm>

namespace jixiao {

namespace {

bool isBlankText(QStringView text) {
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.isSpace() || c == QChar(0xFEFF); });
}

} // namespace

bool SourceItem::isBlank() const {
    return std::all_of(cells.cbegin(), cells.cend(), [](const SourceCell& cell) { return isBlankText(cell.text); });
}

QStringList SourceItem::texts() const {
    QStringList texts;
    texts.reserve(cells.size());
    for (const auto& cell : cells)
        texts.append(cell.text.trimmed());
    return texts;
}

QString SourceDocument::linesName(int first, int last) const {
    const QString name = lineNames.value(first - 1);
    if (name.isEmpty())
        return first == last ? QStringLiteral("第%1行").arg(first) : QStringLiteral("第%1–%2行").arg(first).arg(last);
    return first == last ? name : QStringLiteral("%1至%2").arg(name, lineNames.value(last - 1));
}

void SourceDocument::addItem(SourceItem item) {
    for (auto& cell : item.cells) {
        if (!cell.text.contains(u'\\') && !cell.text.contains(QLatin1String("[bookmark:"))) continue;
        QStringList lines = cell.text.split(u'\n');
        for (QString& line : lines)
            for (const QString& taken : stripDebris(line))
                debris.append({cell.line, taken});
        cell.text = lines.join(u'\n');
    }
    items.append(std::move(item));
}

void SourceDocument::addParagraph(const QString& text, int line) {
    bool first = true;
    for (const QString& piece : text.split(u'\n')) {
        if (isBlankText(piece)) continue;
        SourceItem item;
        item.cells.append({piece, line});
        item.lastLine = line;
        item.continues = !first;
        if (first && piece.size() != text.size()) item.whole = text;
        first = false;
        addItem(std::move(item));
    }
}

int SourceDocument::addLine(const QString& name) {
    lineNames.append(name);
    return int(lineNames.size());
}

} // namespace jixiao
