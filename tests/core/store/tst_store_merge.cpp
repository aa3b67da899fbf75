#include "store_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {
const QString target = QStringLiteral("target");
} // namespace

/// Removals, repeats and old copies: what the store must not lose when answers come late or twice.
class TestStoreMerge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reportsKeepTheChain();
};

void TestStoreMerge::reportsKeepTheChain() {
    StoreFixture f;
    const Id form = f.addForm(1);
    VERIFY_OK(f.set(form, f.indicators[0], target, QStringLiteral("1")));
    VERIFY_OK(f.store->undo(form, f.filler));
    f.syncAll();
    Record declaration = **f.store->record(form);
    declaration.fields[Field::state] = {QStringLiteral("unit_approved"), 90};
    declaration.revision = 90;
    VERIFY_OK(f.store->applyRemote({declaration}, 90));
    RecordEdit report;
    report.record = f.ids.next();
    report.create = true;
    report.type = RecordType::report;
    report.unit = f.unit;
    report.parent = form;
    report.values = {{QStringLiteral("actualValue"), QStringLiteral("97")}};
    VERIFY_OK(f.store->apply(f.batch(form, {report})));
    QCOMPARE(f.store->history(form, 1)->first().kind, QStringLiteral("report"));
    const auto audit = f.store->verifyAudit();
    VERIFY_OK(audit);
    QVERIFY(audit->ok());
}

QTEST_GUILESS_MAIN(TestStoreMerge)
#include "tst_store_merge.moc"
