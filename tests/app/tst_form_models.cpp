#include "tests/app/app_fixture.h"

#include <QJsonDocument>

using namespace jixiao;
using namespace jixiao::test;

namespace {

using Tester = QAbstractItemModelTester;

/// The first place where two values differ, with both.
QString difference(const QJsonValue& expected, const QJsonValue& actual, const QString& path) {
    if (expected.isObject() && actual.isObject()) {
        auto keys = expected.toObject().keys() + actual.toObject().keys();
        keys.removeDuplicates();
        for (const auto& key : keys) {
            const auto found = difference(expected[key], actual[key], path + u'.' + key);
            if (!found.isEmpty()) return found;
        }
        return {};
    }
    if (expected.isArray() && actual.isArray() && expected.toArray().size() == actual.toArray().size()) {
        for (int i = 0; i < expected.toArray().size(); ++i) {
            const auto found = difference(expected[i], actual[i], QStringLiteral("%1[%2]").arg(path).arg(i));
            if (!found.isEmpty()) return found;
        }
        return {};
    }
    if (expected == actual) return {};
    const auto text = [](const QJsonValue& value) {
        return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact)).left(300);
    };
    return QStringLiteral("%1: expected %2, found %3").arg(path, text(expected), text(actual));
}

QJsonObject dumpForm(FormViewModel& form) {
    return {{QStringLiteral("title"), form.title()},
            {QStringLiteral("subtitle"), form.subtitle()},
            {QStringLiteral("status"), form.status()},
            {QStringLiteral("sections"), dump(*form.sections())},
            {QStringLiteral("findings"), dump(*form.findings())}};
}

} // namespace

/// What the models show, role by role, and that they keep the rules of item models.
class TestFormModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRoleOfASampleForm();
    void modelsKeepTheRules();
    void findingsAreInReadingOrder();
    void findingsLeadToTheirPlace();
    void sectionsCountTheirFindings();
    void valuesAreEchoed_data();
    void valuesAreEchoed();
    void changesAreSmall();
    void previewAndPdf();
};

/// A form with something of everything, compared with tests/app/sample_form.expected.json. When the interface is meant
/// to change: look at the file named in the failure, then copy it over the expected one.
void TestFormModels::everyRoleOfASampleForm() {
    AppFixture f;
    auto document = f.sample();
    document.fields[QStringLiteral("spendingPlan.jun")] = QStringLiteral("20%");
    document.fields[QStringLiteral("budget.fiscal")] = QStringLiteral("29.00");
    auto& rows = document.tables[QStringLiteral("indicators")];
    rows[0].cells[QStringLiteral("target")] = QStringLiteral("40场");
    rows[1].cells[QStringLiteral("level2")] = QStringLiteral("自造指标");
    rows[4].cells[QStringLiteral("target")] = QStringLiteral("90");
    const auto form = f.import(document);
    QVERIFY(f.open(form));
    f.settle();
    f.remote(form, QStringLiteral("returned"), 2,
             {f.remoteRecord(RecordType::opinion, form,
                             {{Field::about, f.stored(form).rows(QStringLiteral("indicators")).at(2).id.toString()},
                              {Field::field, QString()},
                              {Field::text, QStringLiteral("整行请重写")},
                              {Field::round, QStringLiteral("1")}})});

    const auto actual = dumpForm(*f.app.form());
    QFile file(QStringLiteral(JIXIAO_SOURCE_DIR "/tests/app/sample_form.expected.json"));
    const auto expected =
        file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    const auto found = difference(expected, actual, QString());
    if (found.isEmpty()) return;
    QFile out(QDir::tempPath() + QStringLiteral("/sample_form.actual.json"));
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(QJsonDocument(actual).toJson());
    QFAIL(qPrintable(QStringLiteral("%1 (all of it: %2)").arg(found, out.fileName())));
}

void TestFormModels::modelsKeepTheRules() {
    AppFixture f;
    const auto mode = Tester::FailureReportingMode::QtTest;
    auto* view = f.app.form();
    const Tester sections(view->sections(), mode);
    const Tester findings(view->findings(), mode);
    const Tester projects(f.app.projects(), mode);
    const Tester approvals(f.app.approvals(), mode);
    const Tester outbox(f.app.sync()->outbox(), mode);
    const Tester conflicts(f.app.sync()->conflicts(), mode);
    const Tester importer(f.app.importer(), mode);
    const auto form = f.openSample();
    const Tester rows(f.rowsOf(QStringLiteral("indicators")), mode);
    int row = 0;
    const Tester fields(f.fieldsOf(QStringLiteral("fundUse"), row), mode);
    const Tester cells(f.fieldsOf(QStringLiteral("indicators[0].name"), row), mode);

    view->commit(QStringLiteral("fundUse"), QString());
    view->edit(QStringLiteral("indicators[0].level1"), QStringLiteral("效益指标"));
    for (const int after : {-1, 1, 3})
        view->addRow(QStringLiteral("indicators"), after);
    f.settle();
    view->moveRow(QStringLiteral("indicators"), 0, 5);
    view->moveRow(QStringLiteral("indicators"), 4, 1);
    f.settle();
    view->removeRow(QStringLiteral("indicators"), 2);
    f.settle();
    for (int i = 0; i < 4; ++i)
        view->undo();
    f.settle();
    f.acceptAll();
    f.remote(form, QStringLiteral("returned"), 2);
    view->close();
    QVERIFY(f.open(form));
    f.services.close();
    f.settle();
    QCOMPARE(view->sections()->rowCount(), 0);
    QCOMPARE(f.app.projects()->rowCount(), 0);
    f.unlock();
}

void TestFormModels::findingsAreInReadingOrder() {
    AppFixture f;
    f.openSample();
    auto* view = f.app.form();
    view->edit(QStringLiteral("indicators[0].target"), QString());
    view->edit(QStringLiteral("fundUse"), QString());
    view->edit(QStringLiteral("project.name"), QString());
    QTRY_VERIFY(f.findingAt(QStringLiteral("indicators[0].target")) >= 0);
    f.settle();
    QStringList order;
    for (const auto& section : view->sections()->sections())
        order += section.spec.label;
    order += QStringLiteral("整张表");
    int last = 0;
    QString severity;
    auto* findings = view->findings();
    for (int i = 0; i < findings->count(); ++i) {
        const auto at = [&](int role) { return findings->data(findings->index(i), role).toString(); };
        const int section = int(order.indexOf(at(FindingsModel::SectionRole)));
        QVERIFY(section >= last);
        if (section == last && !severity.isEmpty())
            QVERIFY(QStringLiteral("EWH").indexOf(severity) <=
                    QStringLiteral("EWH").indexOf(at(FindingsModel::SeverityRole)));
        last = section;
        severity = at(FindingsModel::SeverityRole);
        QVERIFY(!at(FindingsModel::MessageRole).isEmpty());
        QVERIFY(!at(FindingsModel::RuleRole).isEmpty());
    }
    QCOMPARE(findings->errors() + findings->warnings() + findings->hints(), findings->count());
    QVERIFY(findings->errors() > 0 && findings->count() > 3);
    const int cell = f.findingAt(QStringLiteral("indicators[0].target"));
    QCOMPARE(findings->data(findings->index(cell), FindingsModel::PlaceRole).toString(),
             QStringLiteral("绩效指标 第 1 行 · 指标值"));
}

void TestFormModels::findingsLeadToTheirPlace() {
    AppFixture f;
    f.openSample();
    f.app.form()->edit(QStringLiteral("indicators[2].target"), QString());
    QTRY_VERIFY(f.findingAt(QStringLiteral("indicators[2].target")) >= 0);
    QSignalSpy asked(f.app.form(), &FormViewModel::focusRequested);
    f.app.form()->showFinding(f.findingAt(QStringLiteral("indicators[2].target")));
    QCOMPARE(asked.count(), 1);
    const auto& sections = f.app.form()->sections()->sections();
    const auto& section = sections.at(asked.first().at(0).toInt());
    QCOMPARE(section.spec.table, QStringLiteral("indicators"));
    QCOMPARE(asked.first().at(1).toInt(), 2);
    QCOMPARE(section.rows->rows().at(2).fields->items().at(asked.first().at(2).toInt()).spec.id,
             QStringLiteral("target"));
}

void TestFormModels::sectionsCountTheirFindings() {
    AppFixture f;
    const auto form = f.openSample();
    f.settle();
    auto* sections = f.app.form()->sections();
    const auto errors = [&] {
        int sum = 0;
        for (int i = 0; i < sections->rowCount(); ++i)
            sum += sections->data(sections->index(i), SectionListModel::ErrorsRole).toInt();
        return sum;
    };
    QCOMPARE(errors(), 0);
    f.app.form()->edit(QStringLiteral("indicators[1].target"), QString());
    QTRY_VERIFY(errors() > 0);
    QCOMPARE(errors(), f.app.form()->findings()->errors());
    QCOMPARE(f.rowsOf(QStringLiteral("indicators"))->rows().at(1).severity, QStringLiteral("E"));
    f.app.form()->flush();
    f.settle();
    QCOMPARE(f.summary(form).review.errors, f.app.form()->findings()->errors()); // for the list and the overview
}

void TestFormModels::valuesAreEchoed_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("echo");
    QTest::newRow("says it itself") << QStringLiteral("≥95%") << QString();
    QTest::newRow("no comparator") << QStringLiteral("95%") << QStringLiteral("未写比较符（≥、≤、=）");
    QTest::newRow("in words") << QStringLiteral("明显提高") << QStringLiteral("定性描述");
    QTest::newRow("empty") << QString() << QString();
}

void TestFormModels::valuesAreEchoed() {
    QFETCH(QString, text);
    QFETCH(QString, echo);
    AppFixture f;
    f.openSample();
    f.app.form()->edit(QStringLiteral("indicators[0].target"), text);
    QCOMPARE(f.shown(QStringLiteral("indicators[0].target"), FieldListModel::EchoRole).toString(), echo);
}

/// One keystroke touches one role of one row, not the page.
void TestFormModels::changesAreSmall() {
    AppFixture f;
    f.openSample();
    f.settle();
    int row = 0;
    auto* fields = f.fieldsOf(QStringLiteral("fundUse"), row);
    QSignalSpy changes(fields, &QAbstractItemModel::dataChanged);
    QSignalSpy resets(fields, &QAbstractItemModel::modelReset);
    QSignalSpy sections(f.app.form()->sections(), &QAbstractItemModel::modelReset);
    f.app.form()->edit(QStringLiteral("fundUse"), QStringLiteral("用于禁毒。"));
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.first().at(0).toModelIndex().row(), row);
    QCOMPARE(changes.first().at(1).toModelIndex().row(), row);
    QCOMPARE(changes.first().at(2).value<QList<int>>(), QList<int>{FieldListModel::ValueRole});
    f.app.form()->flush();
    f.settle();
    Q_EMIT f.services.formsChanged({});
    f.settle();
    QCOMPARE(resets.count() + sections.count(), 0);
}

void TestFormModels::previewAndPdf() {
    AppFixture f;
    f.openSample();
    f.app.form()->renderPreview();
    QTRY_VERIFY(f.app.form()->previewPages() > 0);
    QVERIFY(!f.app.form()->previewPage(0).isNull());
    QVERIFY(f.app.form()->previewPage(99).isNull());
    QVERIFY(f.app.form()->previewAspect() > 1);

    const auto file = f.folder() + QStringLiteral("/打印 #1.pdf");
    QSignalSpy exported(f.app.form(), &FormViewModel::exported);
    f.app.form()->exportTo(file);
    f.settle();
    f.app.form()->exportTo(QUrl::fromLocalFile(file).toString());
    f.settle();
    QCOMPARE(exported.count(), 2);
    QCOMPARE(exported.last().first().toString(), file);
    QFile pdf(file);
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    QVERIFY(pdf.read(5) == "%PDF-");
    for (const auto& name : {QStringLiteral("/打印.docx"), QStringLiteral("/打印.XLSX")}) {
        f.app.form()->exportTo(f.folder() + name);
        f.settle();
        QFile office(f.folder() + name);
        QVERIFY(office.open(QIODevice::ReadOnly));
        QVERIFY(office.read(4) == "PK\x03\x04");
    }
    QCOMPARE(exported.count(), 4);
    f.app.form()->exportTo(f.folder() + QStringLiteral("/打印.txt"));
    f.settle();
    QCOMPARE(f.app.form()->error().code, QStringLiteral("InvalidInput"));
    f.app.form()->exportTo(f.folder() + QStringLiteral("/no/such/folder.pdf"));
    f.settle();
    QCOMPARE(f.app.form()->error().code, QStringLiteral("DiskWriteFailed"));
}

QTEST_MAIN(TestFormModels)
#include "tst_form_models.moc"
