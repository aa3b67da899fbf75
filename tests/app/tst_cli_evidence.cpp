#include "core/domain/evidence.h"
#include "core/store/database.h"
#include "core/store/schema.h"
#include "tests/app/cli_fixture.h"

#include <QCryptographicHash>
#include <QFile>
#include <QtTest>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const auto attachWord = QStringLiteral("attach");
const auto evidenceWord = QStringLiteral("evidence");
const auto formOption = QStringLiteral("--form");

/// A device with the sample forms and a document to put down.
struct Device : CliFixture {
    QString folder = makeStore();
    QByteArray text = QByteArray("出警记录\n").repeated(20'000);
    QString file = write(QStringLiteral("出警记录.txt"), text);
    QString form;
    QString row;

    Device() {
        const auto forms = write(QStringLiteral("form.txt"), sample());
        if (run({importWord, forms, storeOption, folder}).code != Ok) qFatal("import");
        const auto store = open(folder);
        const auto id = store->formSummaries()->first().id;
        form = id.toString();
        row = store->children(id, RecordType::indicator)->first().id.toString();
    }
    QString name() const { return contentName(QCryptographicHash::hash(text, QCryptographicHash::Sha256)); }
    void change(const char* sql) {
        auto vault = Vault::open(folder, clock);
        const auto key = vault->unlock(SecretBytes::take(QByteArray(passphrase)));
        const auto raw = Database::open({Store::fileName(folder), storeMigrations()}, *key);
        if (!(*raw)->run(sql)) qFatal("%s", sql);
    }
    Answer store(const QStringList& words) const { return run(QStringList{storeWord} + words); }
};

QString textOf(const CliFixture::Answer& answer) { return QString::fromUtf8(answer.out); }

} // namespace

/// jixiaoctl store attach and evidence.
class TestCliEvidence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void putDownListedAndTakenOut();
    void damageIsNamed();
    void wrongUse();
};

void TestCliEvidence::putDownListedAndTakenOut() {
    Device d;
    const auto added = d.store({attachWord, d.folder, formOption, d.form, QStringLiteral("--row"), d.row,
                                QStringLiteral("--period"), QStringLiteral("2025"), d.file});
    VERIFY_EXIT(added, Ok);
    QCOMPARE(textOf(added).trimmed(), d.name());
    const auto listed = d.store({evidenceWord, d.folder});
    VERIFY_EXIT(listed, Ok);
    for (const auto& part : {d.name(), QStringLiteral("出警记录.txt"), d.row, QStringLiteral("1 份")})
        QVERIFY2(textOf(listed).contains(part), qPrintable(textOf(listed)));

    const auto out = d.path(QStringLiteral("out.txt"));
    VERIFY_EXIT(d.store({evidenceWord, d.folder, QStringLiteral("--extract"), d.name(), QStringLiteral("-o"), out}),
                Ok);
    QCOMPARE(CliFixture::bytesOf(out), d.text);
    const auto digits = d.name().mid(7);
    const auto piped =
        d.store({evidenceWord, d.folder, QStringLiteral("--extract"), digits, QStringLiteral("-o"), dash});
    VERIFY_EXIT(piped, Ok);
    QCOMPARE(piped.out, d.text);

    const auto check = d.store({QStringLiteral("check"), d.folder});
    VERIFY_EXIT(check, Ok);
    QVERIFY(textOf(check).contains(QStringLiteral("佐证材料 1 份")));
    VERIFY_EXIT(d.store({evidenceWord, d.folder, QStringLiteral("--clean-up")}), Ok);
    VERIFY_EXIT(d.store({evidenceWord, d.folder, QStringLiteral("--extract"), digits, QStringLiteral("-o"), dash}), Ok);

    const auto unit = d.store({QStringLiteral("export"), d.folder, QStringLiteral("-o"), d.path(QStringLiteral("u"))});
    VERIFY_EXIT(unit, Ok);
    QVERIFY2(QString::fromUtf8(unit.err).contains(QStringLiteral("不在此文件里")), unit.err.constData());
    QVERIFY(!CliFixture::bytesOf(d.path(QStringLiteral("u"))).contains(digits.toLatin1()));
}

void TestCliEvidence::damageIsNamed() {
    Device d;
    VERIFY_EXIT(d.store({attachWord, d.folder, formOption, d.form, d.file}), Ok);
    {
        const auto store = d.open(d.folder);
        QCOMPARE(store->attachments()->size(), 1);
    }
    d.change("UPDATE attachment_chunk SET bytes = zeroblob(65536) WHERE number = 2");
    const auto check = d.store({QStringLiteral("check"), d.folder});
    VERIFY_EXIT(check, Failed);
    QVERIFY2(textOf(check).contains(d.name() + QStringLiteral(": chunk 2 was altered")), qPrintable(textOf(check)));
    const auto out = d.path(QStringLiteral("out.txt"));
    VERIFY_FAILS(d.store({evidenceWord, d.folder, QStringLiteral("--extract"), d.name(), QStringLiteral("-o"), out}),
                 Failed, "AttachmentDamaged");
    QVERIFY2(!QFile::exists(out), "half a file was left");
}

void TestCliEvidence::wrongUse() {
    Device d;
    const auto program = d.write(QStringLiteral("a.txt"), QByteArray("MZ\x90\0", 4) + QByteArray(100, '\x01'));
    VERIFY_FAILS(d.store({attachWord, d.folder, formOption, d.form, program}), BadInput, "AttachmentKindRefused");
    VERIFY_FAILS(d.store({attachWord, d.folder, formOption, d.row, d.file}), Failed, "RecordNotFound");
    VERIFY_FAILS(d.store({attachWord, d.folder, formOption, d.form, QStringLiteral("--row"), d.form, d.file}), Failed,
                 "RecordNotFound");
    VERIFY_FAILS(d.store({attachWord, d.folder, d.file}), BadInput, "InvalidInput");
    VERIFY_FAILS(d.store({evidenceWord, d.folder, QStringLiteral("--extract"), d.name()}), BadInput, "InvalidInput");
    VERIFY_FAILS(d.store({evidenceWord, d.folder, QStringLiteral("--extract"), QStringLiteral("12"),
                          QStringLiteral("-o"), dash}),
                 BadInput, "InvalidInput");
    VERIFY_FAILS(d.store({evidenceWord, d.folder, QStringLiteral("--extract"), d.name(), QStringLiteral("-o"), dash}),
                 Failed, "AttachmentMissing");
}

QTEST_GUILESS_MAIN(TestCliEvidence)
#include "tst_cli_evidence.moc"
