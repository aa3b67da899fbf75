#include "sync/server/bureau_file.h"

#include "sync/protocol/reader.h"
#include "sync/server/directory.h"

#include <QSet>

namespace jixiao::server {

namespace {

using protocol::ObjectReader;
constexpr qsizetype maxBytes = 8 * 1024 * 1024;
constexpr qsizetype maxItems = 20'000;
constexpr qsizetype maxTextChars = 200;

/// Calls `read` for each object of a list, with its place in the file.
template <typename Read>
void each(ObjectReader& file, const QString& list, Read read) {
    const auto items = file.array(list, maxItems);
    for (qsizetype i = 0; file.ok() && i < items.size(); ++i) {
        auto item = file.inside(items[i], QStringLiteral("%1[%2]").arg(list).arg(i));
        read(item);
        file.adopt(item);
    }
}

void setField(Record& record, ObjectReader& item, const QString& field) {
    record.fields.insert(field, {item.text(field, maxTextChars), 0});
}

Record readPerson(ObjectReader& item, const QSet<Id>& units) {
    Record person{RecordType::person, item.id(QStringLiteral("id")), item.id(QStringLiteral("unit")), {}, {}, 0, false};
    person.parent = person.unit;
    setField(person, item, Field::name);
    const auto roles = item.texts(DirectoryField::roles, allRoles().size(), maxTextChars);
    for (const auto& role : roles)
        if (!roleFromName(role)) item.fail(DirectoryField::roles, QStringLiteral("unknown role"));
    person.fields.insert(DirectoryField::roles, {roles.join(QLatin1Char(',')), 0});
    if (!units.contains(person.unit)) item.fail(QStringLiteral("unit"), QStringLiteral("unknown unit"));
    return person;
}

} // namespace

Result<QList<Record>> readBureauFile(const QByteArray& json) {
    auto file = protocol::readMessage(json, maxBytes, ErrorCode::InvalidInput);
    if (!file) return file.error();
    if (file->text(QStringLiteral("format"), maxTextChars) != QLatin1String("jixiao.bureau/1"))
        file->fail(QStringLiteral("format"), QStringLiteral("not jixiao.bureau/1"));
    QList<Record> records;
    QSet<Id> units;
    each(*file, QStringLiteral("units"), [&](ObjectReader& item) {
        Record unit{RecordType::unit,
                    item.id(QStringLiteral("id")),
                    {},
                    item.optionalId(QStringLiteral("parent")),
                    {},
                    0,
                    false};
        unit.unit = unit.id;
        setField(unit, item, Field::name);
        setField(unit, item, Field::code);
        if (!unit.parent.isNull() && !units.contains(unit.parent))
            item.fail(QStringLiteral("parent"), QStringLiteral("unknown unit"));
        units.insert(unit.id);
        records << unit;
    });
    each(*file, QStringLiteral("people"), [&](ObjectReader& item) { records << readPerson(item, units); });
    each(*file, QStringLiteral("formTemplates"), [&](ObjectReader& item) {
        Record form{RecordType::formTemplate, item.id(QStringLiteral("id")), {}, {}, {}, 0, false};
        setField(form, item, Field::form);
        records << form;
    });
    if (!file->ok()) return file->error();
    return records;
}

} // namespace jixiao::server
