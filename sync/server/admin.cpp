#include "sync/server/admin.h"

#include "sync/server/bureau_file.h"

#include <algorithm>

namespace jixiao::server {

namespace {

AdminReply refused(const QString& why) { return {1, why + QLatin1Char('\n'), {}}; }
AdminReply done(const QString& text) { return {0, text + QLatin1Char('\n'), {}}; }

QString line(const QStringList& columns) { return columns.join(QLatin1Char('\t')) + QLatin1Char('\n'); }

/// An unknown name is the administrator's mistake; anything else is the storage's.
Result<AdminReply> mistakeOr(const Error& error) {
    if (error.code == ErrorCode::RecordNotFound || error.code == ErrorCode::InvalidInput) return refused(error.detail);
    return error;
}

} // namespace

QString Admin::usage() {
    return QStringLiteral(
        "jixiao-server --data DIR unit add --name NAME --code CODE [--parent UNIT] | unit list\n"
        "jixiao-server --data DIR person add --name NAME --unit UNIT --roles ROLE[,ROLE] | person list\n"
        "jixiao-server --data DIR device invite --person PERSON [--url URL]\n"
        "jixiao-server --data DIR device list | device revoke DEVICE\n"
        "jixiao-server --data DIR load FILE\n"
        "UNIT is an id, code or name; PERSON an id or name.\n");
}

std::optional<Admin::Options> Admin::optionsOf(const QStringList& words) {
    Options options;
    for (qsizetype i = 0; i < words.size(); i += 2) {
        if (!words[i].startsWith(QLatin1String("--")) || i + 1 >= words.size()) return std::nullopt;
        options.insert(words[i].mid(2), words[i + 1]);
    }
    return options;
}

Result<AdminReply> Admin::run(const QStringList& words, const QByteArray& file) {
    const auto command = words.mid(0, 2).join(QLatin1Char(' '));
    const auto options = optionsOf(words.mid(2));
    if (words.size() == 2 && words.first() == QLatin1String("load")) return load(file);
    if (words.size() == 3 && command == QLatin1String("device revoke")) return deviceRevoke(words[2]);
    if (options && command == QLatin1String("unit add")) return unitAdd(*options);
    if (options && command == QLatin1String("unit list")) return unitList();
    if (options && command == QLatin1String("person add")) return personAdd(*options);
    if (options && command == QLatin1String("person list")) return personList();
    if (options && command == QLatin1String("device invite")) return deviceInvite(*options);
    if (options && command == QLatin1String("device list")) return deviceList();
    return AdminReply{2, usage()};
}

Result<Record> Admin::find(const QString& type, const QString& field, const QString& text) {
    auto records = storage_.recordsOfType(type);
    if (!records) return records.error();
    QList<Record> matches;
    for (const auto& record : std::as_const(*records))
        if (record.id.toString() == text || record.value(field) == text || record.value(Field::name) == text)
            matches << record;
    if (matches.isEmpty()) return Error{ErrorCode::RecordNotFound, QStringLiteral("没有找到：") + text};
    if (matches.size() > 1)
        return Error{ErrorCode::InvalidInput, QStringLiteral("不止一个叫这个名字，请用编号指定：") + text};
    return matches.first();
}

Result<void> Admin::store(Record record) {
    return storage_.put(record, record.fields.keys(), {{}, QStringLiteral("管理员"), {}, clock_.nowMs()});
}

Admin::Outcome Admin::unitAdd(const Options& options) {
    Record unit{RecordType::unit, ids_.next(), {}, {}, {}, 0, false};
    unit.unit = unit.id;
    unit.fields = {{Field::name, {options.value(QStringLiteral("name")), 0}},
                   {Field::code, {options.value(QStringLiteral("code")), 0}}};
    if (unit.value(Field::name).isEmpty()) return AdminReply{2, usage()};
    if (const auto above = options.value(QStringLiteral("parent")); !above.isEmpty()) {
        auto parent = find(RecordType::unit, Field::code, above);
        if (!parent) return mistakeOr(parent.error());
        unit.parent = parent->id;
    }
    if (auto stored = store(unit); !stored) return stored.error();
    directory_.forget();
    return done(unit.id.toString());
}

Admin::Outcome Admin::unitList() {
    auto units = storage_.recordsOfType(RecordType::unit);
    if (!units) return units.error();
    AdminReply reply;
    for (const auto& unit : std::as_const(*units))
        reply.text += line({unit.id.toString(), unit.value(Field::code), unit.value(Field::name)});
    return reply;
}

Admin::Outcome Admin::personAdd(const Options& options) {
    const auto name = options.value(QStringLiteral("name"));
    const auto roles = options.value(QStringLiteral("roles"));
    if (name.isEmpty() || roles.isEmpty()) return AdminReply{2, usage()};
    for (const auto& role : roles.split(QLatin1Char(',')))
        if (!roleFromName(role)) return refused(QStringLiteral("没有这个角色：") + role);
    auto unit = find(RecordType::unit, Field::code, options.value(QStringLiteral("unit")));
    if (!unit) return mistakeOr(unit.error());
    Record person{RecordType::person, ids_.next(), unit->id, unit->id, {}, 0, false};
    person.fields = {{Field::name, {name, 0}}, {DirectoryField::roles, {roles, 0}}};
    if (auto stored = store(person); !stored) return stored.error();
    return done(person.id.toString());
}

Admin::Outcome Admin::personList() {
    auto people = storage_.recordsOfType(RecordType::person);
    if (!people) return people.error();
    AdminReply reply;
    for (const auto& person : std::as_const(*people)) {
        auto unitName = directory_.unitName(person.unit);
        if (!unitName) return unitName.error();
        reply.text +=
            line({person.id.toString(), person.value(Field::name), *unitName, person.value(DirectoryField::roles)});
    }
    return reply;
}

Admin::Outcome Admin::deviceInvite(const Options& options) {
    const auto url = options.value(QStringLiteral("url"), address_.url);
    if (url.isEmpty() || url.contains(QLatin1String("//0.0.0.0:")) || url.contains(QLatin1String("//[::]:")))
        return refused(QStringLiteral("请用 --url 指定设备能访问的服务器地址，例如 https://server.example:8443。"));
    auto person = find(RecordType::person, Field::name, options.value(QStringLiteral("person")));
    if (!person) return mistakeOr(person.error());
    auto code = accounts_.invite(person->id);
    if (!code) return mistakeOr(code.error());
    const auto text = protocol::EnrolmentCode{url, {address_.pin}, *code}.toString();
    if (!protocol::EnrolmentCode::fromString(text)) return refused(QStringLiteral("不是 https 地址：") + url);
    return done(text);
}

Admin::Outcome Admin::deviceList() {
    auto devices = storage_.devices();
    if (!devices) return devices.error();
    AdminReply reply;
    for (const auto& device : std::as_const(*devices)) {
        auto person = storage_.record(device.person);
        if (!person) return person.error();
        reply.text += line({device.id.toString(), device.name, *person ? (*person)->value(Field::name) : QString(),
                            device.revoked ? QStringLiteral("revoked") : QStringLiteral("active")});
    }
    return reply;
}

Admin::Outcome Admin::deviceRevoke(const QString& device) {
    const auto id = Id::fromString(device);
    if (!id) return refused(QStringLiteral("不是设备编号：") + device);
    if (auto revoked = accounts_.revoke(*id); !revoked) return mistakeOr(revoked.error());
    return done(QStringLiteral("已停用"));
}

/// Puts what is new or different; the same file again changes nothing.
Admin::Outcome Admin::load(const QByteArray& file) {
    auto records = readBureauFile(file);
    if (!records) return refused(records.error().detail);
    int changed = 0;
    for (auto& record : *records) {
        auto existing = storage_.record(record.id);
        if (!existing) return existing.error();
        if (*existing) {
            const auto& old = **existing;
            if (old.type != record.type || old.unit != record.unit || old.parent != record.parent)
                return refused(QStringLiteral("已有的单位不能改变上级，人员不能改变单位：") + record.id.toString());
            const bool same = !old.deleted &&
                              std::all_of(record.fields.keyBegin(), record.fields.keyEnd(), [&](const QString& field) {
                                  return old.value(field) == record.value(field);
                              });
            if (same) continue;
        }
        if (auto stored = store(record); !stored) return stored.error();
        ++changed;
    }
    directory_.forget();
    return done(QStringLiteral("%1 条记录，其中 %2 条是新的或有变化").arg(records->size()).arg(changed));
}

} // namespace jixiao::server
