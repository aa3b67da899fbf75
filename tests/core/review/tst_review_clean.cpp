#include "core/documents/interchange.h"
#include "core/review/live_review.h"
#include "review_fixture.h"

#include <QDir>
#include <QSet>
#include <QTest>

using namespace jixiao;
using namespace jixiao::testing;

/// tests/fixtures/clean: good forms as a bureau hands them in, of every family. Nothing about them blocks or needs a
/// reason, each by itself and all of them together.
class TestReviewClean : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eachIsClean_data();
    void eachIsClean();
    void allTogetherAreClean();
    void everyRequiredPlaceIsFilled();

private:
    static FormFacts working() {
        FormFacts facts;
        facts.copy = FormFacts::Copy::Working;
        return facts;
    }
    static QStringList complaints(const QList<Finding>& findings) {
        QList<Finding> open;
        for (const auto& finding : findings)
            if (finding.severity != Severity::Hint) open.append(finding);
        return described(open);
    }

    const Reviewer reviewer_{RuleSet::builtIn(), catalogue()};
    QStringList names_;
    QList<FormDocument> forms_;
};

void TestReviewClean::initTestCase() {
    const QDir folder(sourcePath(QStringLiteral("tests/fixtures/clean")));
    QSet<QString> families;
    for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        const auto read =
            fromInterchange(QJsonDocument::fromJson(fileBytes(folder.filePath(name))).object(), catalogue());
        QVERIFY2(read.ok() && read->repairs.isEmpty(), qPrintable(name));
        QCOMPARE(read->documents.size(), 1);
        names_.append(name);
        forms_ += read->documents;
        families.insert(read->documents.first().form);
    }
    QVERIFY(forms_.size() >= 20);
    QVERIFY(families.size() >= 12);
}

void TestReviewClean::eachIsClean_data() {
    QTest::addColumn<FormDocument>("form");
    for (qsizetype i = 0; i < forms_.size(); ++i)
        QTest::newRow(qPrintable(names_[i])) << forms_[i];
}

void TestReviewClean::eachIsClean() {
    QFETCH(FormDocument, form);
    const auto open = complaints(reviewer_.reviewOne(form, {}, working()));
    QVERIFY2(open.isEmpty(), qUtf8Printable(open.join(u'\n')));
}

void TestReviewClean::allTogetherAreClean() {
    QHash<int, FormFacts> facts;
    for (int i = 0; i < forms_.size(); ++i)
        facts.insert(i, working());
    const auto open = complaints(reviewer_.review(forms_, facts));
    QVERIFY2(open.isEmpty(), qUtf8Printable(open.join(u'\n')));
}

/// They are whole, not merely quiet.
void TestReviewClean::everyRequiredPlaceIsFilled() {
    for (qsizetype i = 0; i < forms_.size(); ++i) {
        const auto& form = *catalogue().find(forms_[i].form);
        for (const auto& field : form.fields)
            QVERIFY2(!field.required || !forms_[i].field(field.id).trimmed().isEmpty(),
                     qPrintable(names_[i] + u' ' + field.id));
        for (const auto& table : form.tables)
            for (const auto& row : forms_[i].rows(table.id))
                for (const auto& column : table.columns)
                    QVERIFY2(!column.required || !row.cell(column.id).trimmed().isEmpty(),
                             qPrintable(names_[i] + u' ' + table.id + u'.' + column.id));
    }
}

QTEST_GUILESS_MAIN(TestReviewClean)
#include "tst_review_clean.moc"
