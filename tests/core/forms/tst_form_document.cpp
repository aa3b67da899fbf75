#include "core/forms/form_document.h"
#include "tests/support/properties.h"

#include <QTest>

using namespace jixiao;

class FormDocumentTest : public QObject {
    Q_OBJECT

private:
    static FormDocument sample() {
        FormDocument document;
        document.fields.insert(u"budget.total"_qs, u"30.00"_qs);
        document.tables[u"indicators"_qs] = {FormRow{{}, {{u"name"_qs, u"破案率"_qs}}}, FormRow{}};
        return document;
    }

private Q_SLOTS:
    void initTestCase() { fixPropertySeed(); }

    void pathsPrintAndRead_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<FieldPath>("path");
        QTest::newRow("field") << u"budget.total"_qs << FieldPath{{}, -1, u"budget.total"_qs};
        QTest::newRow("cell") << u"indicators[3].target"_qs << FieldPath{u"indicators"_qs, 3, u"target"_qs};
        QTest::newRow("row") << u"indicators[0]"_qs << FieldPath{u"indicators"_qs, 0, {}};
        QTest::newRow("dotted table") << u"annual.goals[12].text"_qs << FieldPath{u"annual.goals"_qs, 12, u"text"_qs};
        QTest::newRow("nothing") << QString() << FieldPath{};
    }
    void pathsPrintAndRead() {
        QFETCH(QString, text);
        QFETCH(FieldPath, path);
        QCOMPARE(path.toString(), text);
        QVERIFY(FieldPath::fromString(text) == path);
    }

    void textsThatAreNoPathNameAFieldThatDoesNotExist() {
        for (const auto& text : {u"[0].a"_qs, u"a[-1].b"_qs, u"a[01].b"_qs, u"a[1"_qs, u"a]1["_qs, u"a[1]b"_qs,
                                 u"a[1]."_qs, u"a[99999999999].b"_qs, u"a[一].b"_qs, u"a[].b"_qs}) {
            const auto path = FieldPath::fromString(text);
            QVERIFY2(path.table.isEmpty() && path.row == -1, qPrintable(text));
            QCOMPARE(path.field, text);
        }
    }

    void anyTextIsSomePath() {
        QVERIFY(rc::check("print(read(x)) is x", [] {
            const auto text = *rc::gen::oneOf(
                anyUtf16(), gluedFrom({u"a"_qs, u"["_qs, u"]"_qs, u"."_qs, u"0"_qs, u"1"_qs, u"b.c"_qs, u"[2]"_qs}));
            RC_ASSERT(FieldPath::fromString(text).toString() == text);
        }));
    }

    void valuesAreReadAndWritten() {
        auto document = sample();
        QCOMPARE(document.value(FieldPath::fromString(u"budget.total"_qs)), u"30.00"_qs);
        QCOMPARE(document.value(FieldPath::fromString(u"indicators[0].name"_qs)), u"破案率"_qs);
        QCOMPARE(document.value(FieldPath::fromString(u"indicators[2].name"_qs)), QString());
        QCOMPARE(document.value(FieldPath::fromString(u"goals[0].text"_qs)), QString());
        QVERIFY(document.setValue(FieldPath::fromString(u"indicators[1].name"_qs), u"满意度"_qs));
        QCOMPARE(document.rows(u"indicators"_qs)[1].cell(u"name"_qs), u"满意度"_qs);
        QVERIFY(document.setValue(FieldPath::fromString(u"fundUse"_qs), u"购置"_qs));
        QCOMPARE(document.field(u"fundUse"_qs), u"购置"_qs);
    }

    void writingOutsideTheFormChangesNothing() {
        auto document = sample();
        for (const auto& text : {u"indicators[2].name"_qs, u"goals[0].text"_qs, u"indicators[0]"_qs, QString()})
            QVERIFY2(!document.setValue(FieldPath::fromString(text), u"x"_qs), qPrintable(text));
        QVERIFY(document == sample());
    }
};

QTEST_GUILESS_MAIN(FormDocumentTest)
#include "tst_form_document.moc"
