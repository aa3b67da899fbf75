#include "core/documents/importer.h"
#include "core/forms/filled_grid.h"
#include "core/forms/printed_words.h"
#include "tests/core/forms/made_up_values.h"

#include <QTest>

using namespace jixiao;

namespace {

/// The printed form as text pasted from a table program: a tab between cells, blank where a merged cell hides one.
QString pasted(const FormDocument& document, const FormTemplate& form) {
    const PrintedWords words(document, form);
    const auto line = [&](const QStringList& patterns) {
        QStringList texts;
        for (const auto& pattern : patterns)
            texts.append(words.filled(pattern));
        return texts.join(u"    "_qs) + u'\n';
    };
    QString text = words.title() + u'\n';
    for (const auto& patterns : form.above)
        text += line(patterns);
    if (form.above.isEmpty()) text += words.filled(u"{unit.code}{unit.name}\t单位：{moneyUnit}\n"_qs);
    for (const auto& grid : form.grid) {
        if (!grid.bordered) continue; // running text is no table
        const auto filled = fillGrid(document, form, grid);
        QList<QStringList> rows(filled.rows, QStringList(filled.widths.size()));
        for (const auto& cell : filled.cells) {
            auto shown = cell.text;
            if (cell.content == GridCell::Content::Label) shown.remove(u'\n');
            rows[cell.row][cell.column] = shown.contains(u'\n') ? u'"' + shown + u'"' : shown;
        }
        for (const auto& row : rows)
            text += row.join(u'\t') + u'\n';
    }
    for (const auto& patterns : form.below)
        text += line(patterns);
    return text;
}

bool isRunningText(const FormTemplate& form) {
    return std::none_of(form.grid.begin(), form.grid.end(), [](const GridTable& grid) { return grid.bordered; });
}

} // namespace

/// Forms that resemble each other are told apart by what is printed on them, and read back to what was filled in.
class FormRecognitionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTableFormIsKnownByItsLabels_data() {
        QTest::addColumn<QString>("formId");
        for (const auto& form : FormCatalogue::builtIn().forms())
            if (!isRunningText(form)) QTest::newRow(qPrintable(form.id)) << form.id;
    }
    void everyTableFormIsKnownByItsLabels() {
        QFETCH(QString, formId);
        const auto& form = *FormCatalogue::builtIn().find(formId);
        auto document = madeUpDocument(form, 4);
        if (form.field(u"unit.code"_qs)) document.fields[u"unit.code"_qs] = u"312001"_qs;
        if (formId == u"hebei.project.2020") document.fields[u"project.code"_qs] = u"122-0401-JBN-QDHR"_qs;
        if (formId == u"hebei.project.2025") document.fields[u"project.code"_qs] = u"13043425P000001100830"_qs;

        const auto text = pasted(document, form);
        const auto result = Importer(FormCatalogue::builtIn()).importBytes(text.toUtf8(), u"form.txt"_qs);
        QVERIFY2(result.ok(), result.ok() ? "" : qPrintable(result.error().id()));
        QCOMPARE(result->documents.size(), 1);
        const auto& found = result->documents.first();
        QCOMPARE(found.form, formId);
        for (const auto& repair : result->repairs)
            QVERIFY2(repair.path.endsWith(u"fiscalYear"), qPrintable(repair.message));
        for (const auto& grid : form.grid)
            for (const auto& cell : fillGrid(document, form, grid).cells) {
                if (!grid.bordered) continue;
                const auto path = FieldPath::fromString(cell.path);
                if (cell.path.isEmpty() || form.table(cell.path)) continue;
                if (form.spec(path)->type == FieldType::Bool && document.value(path) == u"false") continue;
                QVERIFY2(found.value(path) == document.value(path),
                         qPrintable(u"%1: %2 / %3"_qs.arg(cell.path, document.value(path), found.value(path))));
            }
        for (auto it = document.fields.cbegin(); it != document.fields.cend(); ++it)
            if (text.contains(PrintedWords::value(*form.field(it.key()), *it)))
                QVERIFY2(found.field(it.key()) == *it, qPrintable(it.key() + u": "_qs + found.field(it.key())));
        for (const auto& table : form.tables)
            QCOMPARE(found.rows(table.id).size(), document.rows(table.id).size());
    }
};

QTEST_GUILESS_MAIN(FormRecognitionTest)
#include "tst_form_recognition.moc"
