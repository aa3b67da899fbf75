#include "core/store/schema.h"
#include "store_session.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>

#include <cstdio>

using namespace jixiao;
using namespace jixiao::test;

namespace {

QString fixture(int version, const QString& ending) {
    return QStringLiteral(JIXIAO_SOURCE_DIR "/tests/fixtures/store/v%1.%2").arg(version).arg(ending);
}

constexpr int firstWithEvidence = 5;

/// What stands as evidence on the one form of a fixture: more than one chunk.
QByteArray evidenceBytes() { return QByteArray("禁毒专项行动出警记录\n").repeated(3000); }

bool putDown(StoreFixture& f) {
    auto bytes = evidenceBytes();
    EvidenceEdit edit;
    edit.actor = f.filler;
    edit.declaration = f.store->formSummaries()->first().id;
    edit.label = QStringLiteral("添加佐证材料");
    edit.evidence.fileName = QStringLiteral("出警记录.txt");
    edit.content = {QCryptographicHash::hash(bytes, QCryptographicHash::Sha256), bytes.size(), QStringLiteral("text")};
    edit.limits = {bytes.size(), bytes.size()};
    QBuffer source(&bytes);
    return source.open(QIODevice::ReadOnly) && f.store->addEvidence(edit, source);
}

int newestVersion() { return storeMigrations().last().version; }

/// The one form of a fixture: its newest edit stands on top of the history.
QString formContent(Store& store) {
    const auto forms = store.formSummaries();
    return forms && forms->size() == 1 ? contentOf(store, forms->first().id) : QString();
}

/// `tst_store_versions --make FOLDER` writes the files to keep for the version of today.
int make(const QString& folder) {
    Session session;
    session.reset();
    if (session.run().refused > 0) return 1;
    session.f.reopen();
    if (!putDown(session.f)) return 1;
    const QString name = folder + QStringLiteral("/v%1.").arg(newestVersion());
    QFile content(name + QStringLiteral("txt"));
    if (!content.open(QIODevice::WriteOnly)) return 1;
    content.write(formContent(*session.f.store).toUtf8());
    session.f.close();
    return QFile::copy(session.f.file(), name + QStringLiteral("db")) ? 0 : 1;
}

} // namespace

/// Stores of all earlier versions, kept as files, open with everything that was in them.
class TestStoreVersions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void earlierStoresOpen_data();
    void earlierStoresOpen();
};

void TestStoreVersions::earlierStoresOpen_data() {
    QTest::addColumn<int>("version");
    for (int version = 1; version <= newestVersion(); ++version)
        QTest::addRow("version %d", version) << version;
}

void TestStoreVersions::earlierStoresOpen() {
    QFETCH(int, version);
    StoreFixture f;
    f.close();
    QFile::remove(f.file());
    QVERIFY2(QFile::copy(fixture(version, QStringLiteral("db")), f.file()), "no store of this version was kept");
    QFile::setPermissions(f.file(), QFile::ReadOwner | QFile::WriteOwner);
    f.reopen();
    const auto check = f.store->check();
    VERIFY_OK(check);
    QVERIFY2(check->intact, qPrintable(check->problems.join(u' ')));
    QCOMPARE(check->schemaVersion, newestVersion());
    QCOMPARE(formContent(*f.store), QString::fromUtf8(readAll(fixture(version, QStringLiteral("txt")))));

    const auto form = f.store->formSummaries()->first();
    const auto evidence = f.store->evidence(form.id);
    VERIFY_OK(evidence);
    QCOMPARE(evidence->size(), version < firstWithEvidence ? 0 : 1);
    for (const auto& one : *evidence) {
        QByteArray bytes;
        VERIFY_OK(f.store->readAttachment(one.hash, [&](const QByteArray& piece) {
            bytes += piece;
            return Result<void>();
        }));
        QCOMPARE(bytes, evidenceBytes());
    }
    const auto rows = f.store->children(form.id, RecordType::indicator);
    VERIFY_OK(rows);
    for (const auto& row : *rows) {
        const auto hits = f.store->search(row.value(Field::name), 10);
        VERIFY_OK(hits);
        QCOMPARE(hits->size(), 1);
        QCOMPARE(hits->first().record, row.id);
    }
    VERIFY_OK(f.set(form.id, rows->first().id, target, QStringLiteral("=100%")));
    f.reopen();
    QCOMPARE(f.value(rows->first().id, target), QStringLiteral("=100%"));
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const auto args = QCoreApplication::arguments();
    if (args.size() == 3 && args[1] == QLatin1String("--make")) return make(args[2]);
    TestStoreVersions test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_store_versions.moc"
