#pragma once

#include "core/documents/office/docx_reader.h"
#include "core/documents/office/office_package.h"
#include "core/documents/office/xlsx_reader.h"
#include "core/documents/table_model.h"

#include <QStringList>

namespace fixtures {

inline jixiao::Result<jixiao::SourceDocument> readOffice(const QByteArray& bytes,
                                                         const jixiao::ImportLimits& limits = {}) {
    auto package = jixiao::OfficePackage::open(bytes);
    if (!package) return package.error();
    return package->kind() == jixiao::OfficePackage::Kind::Document ? jixiao::readDocx(*package, limits)
                                                                    : jixiao::readXlsx(*package, limits);
}

/// One line an item: "paragraph" as it is, a row as "table: cell|cell", line breaks as "/", tabs as "→".
inline QString shown(const jixiao::SourceDocument& source) {
    QStringList lines;
    for (const auto& item : source.items) {
        QString line = item.texts().join(u'|');
        line.replace(u'\n', u'/').replace(u'\t', u'→');
        if (item.kind == jixiao::SourceItem::Kind::Row)
            line.prepend(QString::number(item.table) + QStringLiteral(": "));
        lines.append(line);
    }
    return lines.join(u'\n');
}

inline QString shown(const jixiao::Result<jixiao::SourceDocument>& source) {
    return source ? shown(*source) : source.error().id() + QStringLiteral(" (") + source.error().detail + u')';
}

inline QString debrisOf(const jixiao::Result<jixiao::SourceDocument>& source) {
    QStringList lines;
    for (const auto& debris : source->debris)
        lines.append(source->linesName(debris.line, debris.line) + u'=' + debris.text);
    return lines.join(u';');
}

inline QString notesOf(const jixiao::Result<jixiao::SourceDocument>& source) {
    QStringList lines;
    for (const auto& note : source->notes)
        lines.append((note.line > 0 ? source->linesName(note.line, note.line) + u'=' : QString()) + note.text);
    return lines.join(u';');
}

} // namespace fixtures
