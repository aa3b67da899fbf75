#include "store_audited.h"

namespace jixiao::test {

DatabasePtr openRaw(const QString& file, const QList<Migration>& migrations) {
    auto opened = Database::open({file, migrations}, StoreFixture::key());
    if (!opened) qFatal("%s", qPrintable(opened.error().detail));
    if (!(*opened)->run("PRAGMA foreign_keys = OFF")) qFatal("pragma");
    return *std::move(opened);
}

std::optional<AuditReport> after(Database& database, const std::function<bool(Database&)>& change) {
    Transaction transaction(database);
    if (!change(database)) return std::nullopt;
    return AuditWalk(database).run();
}

std::optional<AuditReport> after(Database& database, const QString& sql) {
    return after(database, [&](Database& raw) { return raw.run(sql.toUtf8().constData()); });
}

QList<qint64> numbers(Database& database, const char* sql) {
    QList<qint64> found;
    auto rows = database.query(sql);
    while (rows.next())
        found.append(rows.integer(0));
    return found;
}

QString describe(const AuditReport& report) {
    if (report.ok()) return QStringLiteral("ok");
    return QStringLiteral("kind %1, group %2, entry %3, field %4")
        .arg(int(report.broken->kind))
        .arg(report.broken->group)
        .arg(report.broken->seq)
        .arg(report.broken->field);
}

void AuditedStore::fill() {
    session_.reset();
    QCOMPARE(session_.run().refused, 0);
    f().reopen();
    const Id form = session_.form;
    const Id unit = f().ids.next();
    RecordEdit edit = StoreFixture::change(unit, Field::name, QStringLiteral("治安大队"));
    edit.create = true;
    edit.type = RecordType::unit;
    VERIFY_OK(f().store->apply(f().batch({}, {edit})));
    VERIFY_OK(f().set({}, unit, Field::name, QStringLiteral("刑侦大队"), {}));
    VERIFY_OK(f().set(form, f().indicators[1], QStringLiteral("note"), QStringLiteral("甲")));
    VERIFY_OK(f().set(form, f().indicators[1], QStringLiteral("note"), QStringLiteral("乙")));
    VERIFY_OK(f().store->undo(form, f().filler));
    VERIFY_OK(f().store->undo(form, f().filler));
    VERIFY_OK(f().store->redo(form, f().filler));
    addConflict(form);
    // Finds its newest edit overtaken, closes it and takes back the one before.
    VERIFY_OK(f().store->undo(form, f().filler));
    Record added{
        RecordType::indicator, f().ids.next(), f().unit, form, {{target, {QStringLiteral("n"), 95}}}, 95, false};
    VERIFY_OK(f().store->applyRemote({added}, 95));
}

void AuditedStore::addConflict(const Id& form) {
    f().syncAll();
    VERIFY_OK(f().set(form, f().indicators[1], target, QStringLiteral("mine")));
    auto sent = f().take();
    QCOMPARE(sent.size(), 1);
    auto verdict = f().verdict(sent[0], Verdict::Conflict, 300);
    verdict.conflicts.append({target, QStringLiteral("theirs"), 300, QStringLiteral("p9"), 1});
    f().answer({verdict});
    const auto open = f().store->conflicts();
    QCOMPARE(open->size(), 1);
    VERIFY_OK(f().store->resolveConflict(open->first(), false, f().filler));
}

} // namespace jixiao::test
