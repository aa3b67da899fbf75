#include "store_fixture.h"

namespace jixiao::test {

StoreFixture::StoreFixture() {
    filler = {QStringLiteral("p1"), QStringLiteral("李民警"), {Role::Filler}, QStringLiteral("dev-1"), {}};
    head = {QStringLiteral("p2"), QStringLiteral("王局长"), {Role::DepartmentHead}, QStringLiteral("dev-2"), {}};
    unit = ids.next();
    auto made = Store::create(folder(), key(), clock, ids);
    if (!made) qFatal("%s", qPrintable(made.error().detail));
    store = std::move(*made);
}

StoreKey StoreFixture::key(unsigned char seed) {
    return {SecretBytes::take(QByteArray(32, char(seed))), SecretBytes::take(QByteArray(16, char(seed + 1))), Id()};
}

void StoreFixture::reopen() {
    store.reset();
    auto opened = Store::open(folder(), key(), clock, ids);
    if (!opened) qFatal("%s", qPrintable(opened.error().detail));
    store = std::move(*opened);
}

RecordEdit StoreFixture::change(const Id& record, const QString& field, const QString& value) {
    RecordEdit edit;
    edit.record = record;
    edit.values.insert(field, value);
    return edit;
}

EditBatch StoreFixture::batch(const Id& form, const QList<RecordEdit>& edits, const QString& label) {
    return {filler, form, label, edits};
}

Id StoreFixture::addForm(int rows, const QString& name) {
    project = ids.next();
    const Id form = ids.next();
    const auto created = [&](const Id& id, const QString& type, const Id& parent, QMap<QString, QString> values) {
        RecordEdit edit;
        edit.record = id;
        edit.create = true;
        edit.type = type;
        edit.unit = unit;
        edit.parent = parent;
        edit.values = std::move(values);
        return edit;
    };
    QList<RecordEdit> edits{
        created(project, RecordType::project, {}, {{Field::name, name}, {Field::code, QStringLiteral("13000024P001")}}),
        created(form, RecordType::declaration, project,
                {{Field::form, QStringLiteral("hebei.project.2025")}, {Field::fiscalYear, QStringLiteral("2025")}})};
    indicators.clear();
    QString ordinal;
    for (int i = 0; i < rows; ++i) {
        indicators.append(ids.next());
        ordinal = rowKeyBetween(ordinal, {});
        edits.append(created(indicators.last(), RecordType::indicator, form,
                             {{Field::ordinal, ordinal},
                              {Field::name, QStringLiteral("指标%1").arg(i)},
                              {QStringLiteral("target"), QStringLiteral("≥95%")}}));
    }
    if (auto done = store->apply(batch(form, edits, QStringLiteral("导入"))); !done)
        qFatal("%s", qPrintable(done.error().detail));
    return form;
}

Result<void> StoreFixture::set(const Id& form, const Id& record, const QString& field, const QString& value,
                               const QString& label) {
    clock.advance(1);
    return store->apply(batch(form, {change(record, field, value)}, label));
}

QString StoreFixture::value(const Id& record, const QString& field) {
    const auto found = store->record(record);
    return found && *found ? (*found)->value(field) : QStringLiteral("<none>");
}

qint64 StoreFixture::revision(const Id& record, const QString& field) {
    const auto found = store->record(record);
    return found && *found ? (*found)->fields.value(field).revision : -1;
}

Record StoreFixture::decision(const Id& form, const QString& action, const QString& toState, const QString& opinion) {
    Record record{RecordType::transition, ids.next(), unit, form, {}, 0, false};
    record.fields.insert(Field::action, {action, 0});
    record.fields.insert(Field::toState, {toState, 0});
    record.fields.insert(Field::opinion, {opinion, 0});
    return record;
}

Record StoreFixture::opinionOn(const Id& form, const Id& about, const QString& text, const Id& decision) {
    Record record{RecordType::opinion, ids.next(), unit, form, {}, 0, false};
    record.fields.insert(Field::about, {about.toString(), 0});
    record.fields.insert(Field::text, {text, 0});
    record.fields.insert(Field::transition, {decision.toString(), 0});
    return record;
}

QList<OutboundMutation> StoreFixture::take(int limit) {
    auto taken = store->takeOutbound(limit, clock.nowMs());
    if (!taken) qFatal("%s", qPrintable(taken.error().detail));
    return *taken;
}

MutationVerdict StoreFixture::verdict(const OutboundMutation& mutation, Verdict kind, qint64 revision) {
    MutationVerdict verdict;
    verdict.mutationId = mutation.mutationId;
    verdict.verdict = kind;
    verdict.revision = revision;
    return verdict;
}

void StoreFixture::answer(const QList<MutationVerdict>& verdicts) {
    if (auto done = store->applyVerdicts(verdicts, clock.nowMs()); !done) qFatal("%s", qPrintable(done.error().detail));
}

void StoreFixture::syncAll() {
    for (auto sent = take(); !sent.isEmpty(); sent = take()) {
        QList<MutationVerdict> verdicts;
        for (const auto& mutation : sent)
            verdicts.append(verdict(mutation, Verdict::Applied, ++serverRevision));
        answer(verdicts);
    }
}

FormSummary StoreFixture::summary(const Id& form) {
    const auto found = store->formSummary(form);
    if (!found) qFatal("%s", qPrintable(found.error().id()));
    return *found;
}

QByteArray readAll(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace jixiao::test
