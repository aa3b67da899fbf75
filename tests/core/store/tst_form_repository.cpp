#include "core/store/form_repository.h"
#include "store_fixture.h"

using namespace jixiao;
using namespace jixiao::test;

namespace {

const QString formId = QStringLiteral("hebei.project.2025");

FormDocument document(const QString& code, const QString& name) {
    FormDocument doc;
    doc.form = formId;
    doc.fiscalYear = 2025;
    doc.fields = {{QStringLiteral("title"), name + QStringLiteral("绩效目标表")},
                  {QStringLiteral("project.code"), code},
                  {QStringLiteral("project.name"), name},
                  {QStringLiteral("unit.code"), QStringLiteral("312001")},
                  {QStringLiteral("unit.name"), QStringLiteral("县公安局")},
                  {QStringLiteral("moneyUnit"), QStringLiteral("万元")},
                  {QStringLiteral("budget.total"), QStringLiteral("30.00")},
                  {QStringLiteral("budget.other"), QString()},
                  {QStringLiteral("spendingPlan.mar"), QStringLiteral("25%")}};
    for (const auto& text : {QStringLiteral("目标一"), QStringLiteral("目标二")})
        doc.tables[QStringLiteral("goals")].append({Id(), {{QStringLiteral("text"), text}}});
    for (int i = 0; i < 3; ++i)
        doc.tables[QStringLiteral("indicators")].append(
            {Id(),
             {{QStringLiteral("name"), QStringLiteral("指标%1").arg(i)},
              {QStringLiteral("target"), QStringLiteral("≥%1%").arg(90 + i)}}});
    return doc;
}

struct Forms {
    StoreFixture f;
    FormCatalogue catalogue = FormCatalogue::builtIn();
    FormRepository repository{*f.store, catalogue, f.ids};

    Result<ImportOutcome> import(const QList<FormDocument>& documents) {
        f.clock.advance(10);
        return repository.importForms(documents, f.unit, f.filler);
    }
    FormDocument load(const Id& form) {
        auto loaded = repository.load(form);
        if (!loaded) qFatal("%s", qPrintable(loaded.error().detail));
        return *loaded;
    }
};

QStringList names(const FormDocument& doc) {
    QStringList result;
    for (const auto& row : doc.rows(QStringLiteral("indicators")))
        result.append(row.cell(QStringLiteral("name")));
    return result;
}

} // namespace

class TestFormRepository : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(FormCatalogue::builtIn().find(formId)); }
    void importedFormsReadBack();
    void importingAgainChangesNothing();
    void importingAChangeChangesOnlyThat();
    void twoFormsOfOneImportStayTwo();
    void valuesAreOneUndoStep();
    void rowsAreAddedRemovedMoved();
    void missingSinglesAreMade();
    void badPlacesAreRefused();
    void unknownForms();
};

void TestFormRepository::importedFormsReadBack() {
    Forms forms;
    FormDocument doc = document(QStringLiteral("13000024P001"), QStringLiteral("禁毒专项"));
    doc.fields.insert(QStringLiteral("unknown.extra"), QStringLiteral("保留"));
    const auto outcome = forms.import({doc});
    VERIFY_OK(outcome);
    QCOMPARE(outcome->added, 1);
    const auto loaded = forms.load(outcome->declarations.first());
    QCOMPARE(loaded.form, formId);
    QCOMPARE(loaded.fiscalYear, 2025);
    for (auto field = doc.fields.cbegin(); field != doc.fields.cend(); ++field)
        QCOMPARE(loaded.field(field.key()), field.value());
    for (auto table = doc.tables.cbegin(); table != doc.tables.cend(); ++table) {
        QCOMPARE(loaded.rows(table.key()).size(), table->size());
        for (int i = 0; i < table->size(); ++i) {
            for (auto cell = table->at(i).cells.cbegin(); cell != table->at(i).cells.cend(); ++cell)
                QCOMPARE(loaded.rows(table.key()).at(i).cell(cell.key()), cell.value());
        }
    }
    const auto summary = forms.f.summary(loaded.id);
    QCOMPARE(summary.projectCode, QStringLiteral("13000024P001"));
    QCOMPARE(summary.budgetTotal, QStringLiteral("30.00"));
    QCOMPARE(summary.moneyUnit, QStringLiteral("万元"));
    QCOMPARE(summary.title, QStringLiteral("禁毒专项绩效目标表"));
}

void TestFormRepository::importingAgainChangesNothing() {
    Forms forms;
    const QList<FormDocument> docs{document(QStringLiteral("A1"), QStringLiteral("甲")),
                                   document(QString(), QStringLiteral("无编码"))};
    VERIFY_OK(forms.import(docs));
    const auto before = forms.f.store->check();
    const auto again = forms.import(docs);
    VERIFY_OK(again);
    QCOMPARE(again->added, 0);
    QCOMPARE(again->unchanged, 2);
    const auto after = forms.f.store->check();
    QCOMPARE(after->records, before->records);
    QCOMPARE(after->journalRows, before->journalRows);
}

void TestFormRepository::importingAChangeChangesOnlyThat() {
    Forms forms;
    FormDocument doc = document(QStringLiteral("A1"), QStringLiteral("甲"));
    const auto first = forms.import({doc});
    VERIFY_OK(first);
    const Id form = first->declarations.first();
    forms.f.syncAll();
    doc.setValue(FieldPath::fromString(QStringLiteral("indicators[1].target")), QStringLiteral("≥99%"));
    doc.fields[QStringLiteral("budget.total")] = QString(); // blank on paper erases nothing
    doc.tables[QStringLiteral("indicators")].append({Id(), {{QStringLiteral("name"), QStringLiteral("新指标")}}});
    const auto second = forms.import({doc});
    VERIFY_OK(second);
    QCOMPARE(second->updated, 1);
    QCOMPARE(forms.f.store->outbox()->size(), 2);
    const auto loaded = forms.load(form);
    QCOMPARE(loaded.value(FieldPath::fromString(QStringLiteral("indicators[1].target"))), QStringLiteral("≥99%"));
    QCOMPARE(names(loaded).last(), QStringLiteral("新指标"));
    QCOMPARE(loaded.field(QStringLiteral("budget.total")), QStringLiteral("30.00"));
    VERIFY_OK(forms.f.store->undo(form, forms.f.filler));
    QCOMPARE(names(forms.load(form)).size(), 3);
}

void TestFormRepository::twoFormsOfOneImportStayTwo() {
    Forms forms;
    const auto doc = document(QStringLiteral("A1"), QStringLiteral("甲"));
    VERIFY_OK(forms.import({doc, doc}));
    QCOMPARE(forms.f.store->formSummaries()->size(), 2);
    const auto again = forms.import({doc, doc});
    VERIFY_OK(again);
    QCOMPARE(again->unchanged, 2);
    QVERIFY(!(again->declarations[0] == again->declarations[1]));
}

void TestFormRepository::valuesAreOneUndoStep() {
    Forms forms;
    const Id form = forms.import({document(QStringLiteral("A1"), QStringLiteral("甲"))})->declarations.first();
    VERIFY_OK(forms.repository.setValues(
        form,
        {{FieldPath::fromString(QStringLiteral("budget.total")), QStringLiteral("31")},
         {FieldPath::fromString(QStringLiteral("project.name")), QStringLiteral("乙")},
         {FieldPath::fromString(QStringLiteral("indicators[0].target")), QStringLiteral("1")}},
        forms.f.filler));
    QCOMPARE(forms.f.store->undoState(form)->undoLabel, QStringLiteral("预算数"));
    auto loaded = forms.load(form);
    QCOMPARE(loaded.field(QStringLiteral("budget.total")), QStringLiteral("31"));
    QCOMPARE(loaded.field(QStringLiteral("project.name")), QStringLiteral("乙"));
    QCOMPARE(loaded.value(FieldPath::fromString(QStringLiteral("indicators[0].target"))), QStringLiteral("1"));
    VERIFY_OK(forms.f.store->undo(form, forms.f.filler));
    loaded = forms.load(form);
    QCOMPARE(loaded.field(QStringLiteral("budget.total")), QStringLiteral("30.00"));
    QCOMPARE(loaded.field(QStringLiteral("project.name")), QStringLiteral("甲"));
    QVERIFY(!forms.f.store->undoState(form)->canUndo);
}

void TestFormRepository::rowsAreAddedRemovedMoved() {
    Forms forms;
    const Id form = forms.import({document(QStringLiteral("A1"), QStringLiteral("甲"))})->declarations.first();
    const QString table = QStringLiteral("indicators");
    const auto name = [](const char* text) {
        return QMap<QString, QString>{{QStringLiteral("name"), QString::fromUtf8(text)}};
    };
    VERIFY_OK(forms.repository.addRow(form, table, -1, name("first"), forms.f.filler));
    VERIFY_OK(forms.repository.addRow(form, table, 1, name("middle"), forms.f.filler));
    VERIFY_OK(forms.repository.addRow(form, table, 4, name("last"), forms.f.filler));
    const QStringList added{QStringLiteral("first"), QStringLiteral("指标0"), QStringLiteral("middle"),
                            QStringLiteral("指标1"), QStringLiteral("指标2"), QStringLiteral("last")};
    QCOMPARE(names(forms.load(form)), added);
    VERIFY_OK(forms.repository.removeRow(form, table, 3, forms.f.filler));
    VERIFY_OK(forms.repository.moveRow(form, table, 0, 4, forms.f.filler));
    VERIFY_OK(forms.repository.moveRow(form, table, 2, 0, forms.f.filler));
    const QStringList moved{QStringLiteral("指标2"), QStringLiteral("指标0"), QStringLiteral("middle"),
                            QStringLiteral("last"), QStringLiteral("first")};
    QCOMPARE(names(forms.load(form)), moved);
    for (int i = 0; i < 3; ++i)
        VERIFY_OK(forms.f.store->undo(form, forms.f.filler));
    QCOMPARE(names(forms.load(form)), added);
    QCOMPARE(forms.load(form).rows(QStringLiteral("goals")).size(), 2);
}

void TestFormRepository::missingSinglesAreMade() {
    Forms forms;
    FormDocument doc = document(QStringLiteral("A1"), QStringLiteral("甲"));
    doc.fields.remove(QStringLiteral("spendingPlan.mar"));
    const Id form = forms.import({doc})->declarations.first();
    for (int i = 0; i < 2; ++i)
        VERIFY_OK(forms.repository.setValues(
            form,
            {{FieldPath::fromString(QStringLiteral("spendingPlan.jun")), QStringLiteral("5%1%").arg(i)},
             {FieldPath::fromString(QStringLiteral("spendingPlan.dec")), QStringLiteral("100%")}},
            forms.f.filler));
    QCOMPARE(forms.load(form).field(QStringLiteral("spendingPlan.jun")), QStringLiteral("51%"));
    QCOMPARE(forms.f.store->children(form, RecordType::spendingPlan)->size(), 1);
}

void TestFormRepository::badPlacesAreRefused() {
    Forms forms;
    const Id form = forms.import({document(QStringLiteral("A1"), QStringLiteral("甲"))})->declarations.first();
    for (const auto& path : {QStringLiteral("no.such.field"), QStringLiteral("indicators[9].target"),
                             QStringLiteral("indicators[0].nothing"), QStringLiteral("nothing[0].target")})
        VERIFY_ERROR(
            forms.repository.setValues(form, {{FieldPath::fromString(path), QStringLiteral("x")}}, forms.f.filler),
            ErrorCode::InvalidInput);
    VERIFY_ERROR(forms.repository.addRow(form, QStringLiteral("indicators"), 3, {}, forms.f.filler),
                 ErrorCode::InvalidInput);
    VERIFY_ERROR(forms.repository.removeRow(form, QStringLiteral("nothing"), 0, forms.f.filler),
                 ErrorCode::InvalidInput);
    VERIFY_ERROR(forms.repository.moveRow(form, QStringLiteral("indicators"), 0, 3, forms.f.filler),
                 ErrorCode::InvalidInput);
    VERIFY_ERROR(forms.repository.load(forms.f.ids.next()), ErrorCode::RecordNotFound);
}

void TestFormRepository::unknownForms() {
    Forms forms;
    FormDocument doc;
    doc.form = QStringLiteral("nowhere.2030");
    VERIFY_ERROR(forms.import({doc}), ErrorCode::TemplateInvalid);
}

QTEST_GUILESS_MAIN(TestFormRepository)
#include "tst_form_repository.moc"
