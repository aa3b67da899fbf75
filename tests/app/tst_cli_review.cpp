#include "core/documents/importer.h"
#include "core/review/statement.h"
#include "tests/app/cli_fixture.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace jixiao;
using namespace jixiao::test;

namespace {

QString sourcePath(const QString& relative) { return QStringLiteral(JIXIAO_SOURCE_DIR "/") + relative; }

QByteArray bytesAt(const QString& relative) { return CliFixture::bytesOf(sourcePath(relative)); }

QStringList texts(const QJsonValue& list) {
    QStringList all;
    for (const auto& entry : list.toArray())
        all.append(entry.toString());
    return all;
}

/// One finding of the program, with the form it speaks of.
struct Said {
    QString rule;
    QString message;
    FieldPath path;
    const FormDocument* document = nullptr;

    QString cell(const QString& column) const { return document->value({path.table, path.row, column}); }
    QString shown() const { return rule + u' ' + path.toString() + u' ' + message; }
};

/// "=words" is the whole text, anything else a part of it.
bool holds(const QString& text, const QString& wanted) {
    return wanted.startsWith(u'=') ? text == wanted.mid(1) : text.contains(wanted);
}

/// Everything an entry of named.json says about a finding.
bool fits(const QJsonObject& named, const Said& said) {
    const auto given = [&](const char* key) { return named.value(QLatin1String(key)).toString(); };
    const auto agrees = [&](const char* key, const QString& text) {
        return given(key).isEmpty() || text == given(key);
    };
    const auto words = texts(named.value(QLatin1String("says")));
    return said.rule == given("rule") && agrees("form", said.document->field(QStringLiteral("project.name"))) &&
           agrees("row", said.cell(QStringLiteral("name"))) && agrees("field", said.path.field) &&
           said.document->value(said.path).contains(given("cell")) &&
           (given("column").isEmpty() || holds(said.cell(given("column")), given("holds"))) &&
           std::all_of(words.begin(), words.end(), [&](const QString& word) { return said.message.contains(word); });
}

/// The findings a count counts: all of the rule, or those whose column holds something.
bool counts(const QJsonObject& named, const Said& said) {
    const QString column = named.value(QLatin1String("column")).toString();
    return said.rule == named.value(QLatin1String("rule")).toString() &&
           (column.isEmpty() || holds(said.cell(column), named.value(QLatin1String("holds")).toString()));
}

} // namespace

/// jixiaoctl review FILE --json -: everything the list of rules names in the published books (named.json), found in the
/// books themselves where they are at hand, and always in files of our own with the same figures.
class TestCliReview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsNamed_data();
    void findsWhatIsNamed();
    void textAroundTheFormsHasItsPlace();
    void cleanFormsAreSilent();

private:
    QList<Said> review(const QString& name, const QByteArray& bytes);

    CliFixture f_;
    QList<FormDocument> documents_; ///< of the file reviewed last
};

QList<Said> TestCliReview::review(const QString& name, const QByteArray& bytes) {
    const auto file = f_.write(name, bytes);
    const auto answer = f_.run({reviewWord, file, json, dash});
    const auto imported = Importer(FormCatalogue::builtIn()).importFile(file);
    if (!imported || (answer.code != Ok && answer.code != FindingsOpen)) return {};
    documents_ = imported->documents;
    QStringList paragraphs;
    for (const auto& text : imported->texts)
        paragraphs.append(text.text);
    documents_.append(statementOf(paragraphs, documents_));
    QList<Said> said;
    for (const auto& entry : objectOf(answer.out)[QLatin1String("findings")].toArray()) {
        const auto finding = entry.toObject();
        const auto text = [&](const char* key) { return finding[QLatin1String(key)].toString(); };
        said.append({text("rule"), text("message"), FieldPath::fromString(text("path")),
                     &documents_.at(finding[QLatin1String("document")].toInt())});
    }
    return said;
}

void TestCliReview::findsWhatIsNamed_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QJsonObject>("book");
    QTest::addColumn<bool>("published");
    for (const auto& entry :
         QJsonDocument::fromJson(bytesAt(QStringLiteral("tests/fixtures/review/named.json"))).array()) {
        const auto book = entry.toObject();
        const auto seed = book[QLatin1String("seed")].toString();
        if (const auto bytes = bytesAt(QStringLiteral("../shared/seeds/") + seed); !bytes.isEmpty())
            QTest::newRow(qPrintable(seed)) << seed << bytes << book << true;
        const auto own = texts(book[QLatin1String("own")]);
        QByteArray bytes;
        for (const QString& part : own)
            bytes += bytesAt(part);
        QTest::newRow(qPrintable(own.first())) << QFileInfo(own.first()).fileName() << bytes << book << false;
    }
}

void TestCliReview::findsWhatIsNamed() {
    QFETCH(QString, file);
    QFETCH(QByteArray, bytes);
    QFETCH(QJsonObject, book);
    QFETCH(bool, published);
    const auto said = review(file, bytes);
    QVERIFY(!said.isEmpty());
    QStringList missed;
    for (const auto& entry : book[QLatin1String("findings")].toArray()) {
        const auto named = entry.toObject();
        if (named[QLatin1String("seedOnly")].toBool() && !published) continue;
        const auto shown = QString::fromUtf8(QJsonDocument(named).toJson(QJsonDocument::Compact));
        if (std::none_of(said.begin(), said.end(), [&](const Said& one) { return fits(named, one); }))
            missed.append(shown);
        const auto all = std::count_if(said.begin(), said.end(), [&](const Said& one) { return counts(named, one); });
        if (const auto count = named[QLatin1String("count")]; !count.isUndefined() && count.toInt() != all)
            missed.append(shown + QStringLiteral(" but %1").arg(all));
    }
    const auto silent = texts(book[QLatin1String("silent")]);
    for (const auto& one : said)
        if (silent.contains(one.rule)) missed.append(QStringLiteral("should be silent: ") + one.shown());
    QVERIFY2(missed.isEmpty(), qUtf8Printable(missed.join(u'\n')));
}

void TestCliReview::textAroundTheFormsHasItsPlace() {
    const auto file =
        f_.write(QStringLiteral("book.txt"), bytesAt(QStringLiteral("tests/fixtures/review/duty-book.txt")));
    const auto answer = f_.run({reviewWord, file, json, dash});
    QStringList places;
    for (const auto& entry : objectOf(answer.out)[QLatin1String("findings")].toArray())
        if (const auto place = entry.toObject().value(QLatin1String("place")); place.isString())
            places.append(place.toString());
    QVERIFY2(places.contains(QStringLiteral("第14行")), qPrintable(places.join(u' ')));
    const auto plain = f_.run({reviewWord, file});
    QVERIFY(QString::fromUtf8(plain.out).contains(QStringLiteral("W T21 第14行")));
}

void TestCliReview::cleanFormsAreSilent() {
    const QDir folder(sourcePath(QStringLiteral("tests/fixtures/clean")));
    const auto names = folder.entryList({QStringLiteral("*.json")}, QDir::Files);
    QVERIFY(names.size() >= 20);
    for (const QString& name : names) {
        const auto answer = f_.run({reviewWord, folder.filePath(name)});
        VERIFY_EXIT(answer, Ok);
    }
}

QTEST_GUILESS_MAIN(TestCliReview)
#include "tst_cli_review.moc"
