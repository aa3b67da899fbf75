// Adding a form is adding a file: a form no code has heard of is registered at run time, filled, reviewed, printed and
// sent through the real server to another device.
#include "app/gui/form_view_model.h"
#include "app/gui/new_form_view_model.h"
#include "app/gui/project_list_model.h"
#include "app/gui/session_view_model.h"
#include "app/gui/sync_view_model.h"
#include "core/base/decimal.h"
#include "core/documents/importer.h"
#include "core/store/form_repository.h"
#include "tests/flow/programs.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace jixiao;

namespace {

constexpr int patienceMs = 120'000;
const QString passphrase = QStringLiteral("correct horse battery");
const QString filler = QStringLiteral("填报员·甲");
const QString head = QStringLiteral("分管局领导·戊");

/// The view-models of one device, over its own vault and store.
struct Device {
    Device(const QString& folder, const FormCatalogue& catalogue) : services(folder, clock, random, catalogue) {}

    bool enrol(const QString& code) {
        session.enrol(code, passphrase);
        return QTest::qWaitFor([&] { return session.stage() == SessionViewModel::Stage::Ready && !session.isBusy(); },
                               patienceMs);
    }
    bool open(const QString& id) {
        form.open(id);
        return QTest::qWaitFor([&] { return form.formId() == id && !form.isLoading(); }, patienceMs);
    }
    /// All jobs posted so far are done and their answers delivered.
    void settle() {
        for (int i = 0; i < 20; ++i) {
            services.store()->call([](Store&) { return true; });
            services.workers().waitForDone();
            QCoreApplication::processEvents();
        }
    }
    /// Until the form is known here in this state.
    bool syncUntil(const QString& id, const QString& status) {
        const auto known = [&] {
            for (int row = 0; row < projects.rowCount(); ++row)
                if (projects.index(row).data(ProjectListModel::FormIdRole).toString() == id)
                    return projects.index(row).data(ProjectListModel::StatusRole).toString() == status;
            return false;
        };
        sync.syncNow();
        return QTest::qWaitFor(known, patienceMs);
    }
    FormDocument stored(const QString& id) {
        auto document = services.store()->call([&](Store& store) {
            return FormRepository(store, services.catalogue(), services.ids()).load(*Id::fromString(id));
        });
        return document ? *document : FormDocument();
    }

    SystemClock clock;
    SystemRandom random;
    Services services;
    SessionViewModel session{services};
    ProjectListModel projects{services};
    FormViewModel form{services};
    SyncViewModel sync{services};
    NewFormViewModel forms{services};
};

/// Every form file of a folder.
FormCatalogue catalogueOf(const QString& folder) {
    FormCatalogue catalogue;
    const auto files = QDir(folder).entryInfoList({QStringLiteral("*.json")}, QDir::Files);
    for (const auto& info : files) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly)) qFatal("%s", qPrintable(file.errorString()));
        auto form = FormTemplate::fromJson(file.readAll());
        if (!form) qFatal("%s", qPrintable(form.error().detail));
        catalogue.add(*std::move(form));
    }
    return catalogue;
}

/// Cells and fields without the ids of records.
QJsonObject contentOf(const FormDocument& document) {
    QJsonObject content;
    for (auto it = document.fields.cbegin(); it != document.fields.cend(); ++it)
        if (!it.value().isEmpty()) content.insert(it.key(), it.value());
    for (auto it = document.tables.cbegin(); it != document.tables.cend(); ++it)
        for (int row = 0; row < it.value().size(); ++row)
            for (auto cell = it.value().at(row).cells.cbegin(); cell != it.value().at(row).cells.cend(); ++cell)
                if (!cell.value().isEmpty())
                    content.insert(FieldPath{it.key(), row, cell.key()}.toString(), cell.value());
    return content;
}

QJsonObject withPlainNumbers(QJsonObject content) {
    for (auto it = content.begin(); it != content.end(); ++it)
        if (const auto number = Decimal::parse(it.value().toString())) it.value() = number->normalized().toString();
    return content;
}

} // namespace

class MadeUpFormTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesAllTheWay();
};

void MadeUpFormTest::goesAllTheWay() {
    QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("forms/test.patrol.json"));
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("forms")));
    QVERIFY(QFile::copy(QStringLiteral(JIXIAO_SOURCE_DIR "/tests/flow/made_up_form.json"), file));
    const auto catalogue = catalogueOf(folder.filePath(QStringLiteral("forms")));
    QCOMPARE(catalogue.forms().size(), 1);
    QVERIFY(FormCatalogue::builtIn().find(catalogue.forms().first().id) == nullptr);

    const flow::Place place{QCoreApplication::applicationDirPath(), folder.path(), QStringLiteral(JIXIAO_SOURCE_DIR)};
    flow::Server server(place);
    Device writer(folder.filePath(QStringLiteral("writer")), catalogue);
    Device reader(folder.filePath(QStringLiteral("reader")), catalogue);
    try {
        server.start();
        server.administrate({QStringLiteral("load"), place.source + QStringLiteral("/assets/sample/bureau.json")});
        QVERIFY2(writer.enrol(server.invite(filler)), qPrintable(writer.session.error().details));
        QVERIFY2(reader.enrol(server.invite(head)), qPrintable(reader.session.error().details));
    } catch (const flow::Failure& failure) {
        QFAIL(qPrintable(failure.text));
    }

    // Made from the list of new forms
    QCOMPARE(writer.forms.rowCount(), 1);
    QSignalSpy created(&writer.forms, &NewFormViewModel::created);
    writer.forms.create(writer.forms.index(0).data(NewFormViewModel::TemplateRole).toString());
    QTRY_COMPARE_WITH_TIMEOUT(created.count(), 1, patienceMs);
    const auto id = created.first().first().toString();
    QVERIFY(writer.open(id));
    QCOMPARE(writer.form.sections()->rowCount(), 5);

    // Filled
    const auto type = [&](const char* path, const char* text) {
        writer.form.commit(QString::fromLatin1(path), QString::fromUtf8(text));
    };
    type("fillDate", "2025-03-01");
    type("mode", "车巡");
    type("reviewed", "true");
    type("costs[0].lastYear", "1200.00");
    type("costs[0].amount", "1350.50");
    type("costs[1].amount", "800");
    type("costs[2].amount", "0.5");
    type("story", "车辆按片区轮换使用，油料和维修单据逐月核对。。");
    writer.form.addRow(QStringLiteral("teams"), -1);
    writer.settle();
    type("teams[0].team", "一中队");
    type("teams[0].vehicle", "巡逻车 01");
    type("teams[0].use", "主干道夜间巡逻");
    type("teams[0].share", "≥60%");
    writer.form.addInGroup(QStringLiteral("teams"), 0, 1);
    writer.settle();
    type("teams[1].use", "校园周边护学");
    type("teams[1].share", "≥40%");
    writer.form.addInGroup(QStringLiteral("teams"), 0, 0);
    writer.settle();
    type("teams[2].vehicle", "巡逻车 02");
    type("teams[2].use", "商圈巡逻");
    type("teams[2].share", "100%");
    writer.settle();
    auto filled = writer.stored(id);
    QCOMPARE(filled.field(QStringLiteral("costTotal")), QStringLiteral("2151.00"));
    QCOMPARE(filled.value({QStringLiteral("costs"), 0, QStringLiteral("growth")}), QStringLiteral("150.50"));
    QCOMPARE(filled.rows(QStringLiteral("teams")).size(), 3);
    QCOMPARE(filled.value({QStringLiteral("teams"), 2, QStringLiteral("team")}), QStringLiteral("一中队"));

    // Reviewed: the rules for texts know every form
    const auto rulesAt = [&](const QString& path) {
        QStringList rules;
        for (const auto& finding : writer.form.findings()->findings())
            if (finding.path.toString() == path) rules += finding.rule;
        return rules;
    };
    const auto story = QStringLiteral("story");
    QTRY_COMPARE(rulesAt(story), QStringList{QStringLiteral("T26")});
    type("story", "车辆按片区轮换使用，油料和维修单据逐月核对。");
    QTRY_COMPARE(rulesAt(story), QStringList());
    writer.settle();
    QCOMPARE(writer.form.findings()->errors(), 0);
    filled = writer.stored(id);

    // Printed, and read back from what was printed
    writer.form.renderPreview();
    QTRY_VERIFY_WITH_TIMEOUT(writer.form.previewPages() > 0, patienceMs);
    for (const auto* ending : {"pdf", "docx", "xlsx", "json"}) {
        const auto path = folder.filePath(QStringLiteral("form.%1").arg(QLatin1String(ending)));
        QSignalSpy exported(&writer.form, &FormViewModel::exported);
        writer.form.exportTo(path);
        QVERIFY2(QTest::qWaitFor([&] { return exported.count() == 1; }, patienceMs), qPrintable(path));
        if (qstrcmp(ending, "pdf") == 0) {
            QFile pdf(path);
            QVERIFY(pdf.open(QIODevice::ReadOnly));
            QVERIFY(pdf.size() > 4000 && pdf.read(5) == "%PDF-");
            continue;
        }
        const auto again = Importer(catalogue).importFile(path);
        QVERIFY2(again.ok(), qPrintable(path));
        QCOMPARE(again->documents.size(), 1);
        auto wanted = contentOf(filled);
        auto read = contentOf(again->documents.first());
        read.remove(QStringLiteral("title")); // printed from its pattern
        if (qstrcmp(ending, "xlsx") == 0) {   // amounts are numbers there
            wanted = withPlainNumbers(wanted);
            read = withPlainNumbers(read);
        }
        QCOMPARE(read, wanted);
    }

    // Sent, and the same on the other device
    QVERIFY(writer.form.canSubmit());
    writer.form.submit();
    writer.settle();
    QVERIFY2(!writer.form.error().isSet, qPrintable(writer.form.error().details));
    QVERIFY2(writer.syncUntil(id, QStringLiteral("received")), qPrintable(writer.sync.stateText()));
    QVERIFY2(reader.syncUntil(id, QStringLiteral("received")), qPrintable(reader.sync.stateText()));
    QVERIFY(reader.open(id));
    QCOMPARE(contentOf(reader.stored(id)), contentOf(filled));
    QVERIFY(reader.form.canApprove());
    reader.form.approve({});
    reader.settle();
    QVERIFY(reader.syncUntil(id, QStringLiteral("approved")));
    QVERIFY(writer.syncUntil(id, QStringLiteral("approved")));
    writer.form.close();
    reader.form.close();
}

int main(int argc, char* argv[]) {
    QGuiApplication app(argc, argv);
    MadeUpFormTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_made_up_form.moc"
