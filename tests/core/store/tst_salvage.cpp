#include "core/store/database.h"
#include "core/store/page_file.h"
#include "core/store/salvage.h"
#include "vault_folder.h"

#include <QDir>
#include <QtEndian>

using namespace jixiao;
using namespace jixiao::test;

namespace {

constexpr int pageBytes = PageFile::pageBytes;

/// How many rows can be gone with each page: its cells, or the one row that a page of a long value belongs to.
QMap<qint64, int> rowsOnPages(const QString& file, const StoreKey& key) {
    QMap<qint64, int> rows;
    const auto pages = PageFile::open(file, key);
    if (!pages) qFatal("open");
    for (qint64 number = 1; number <= pages->count(); ++number) {
        const auto page = pages->page(number);
        if (!page) qFatal("page");
        const int head = number == 1 ? 100 : 0;
        const auto kind = page->at(head);
        const bool tree = kind == 0x02 || kind == 0x05 || kind == 0x0a || kind == 0x0d;
        rows.insert(number, tree ? qFromBigEndian<quint16>(page->constData() + head + 3) : 1);
    }
    return rows;
}

qint64 rowsIn(const SalvageReport& report) {
    qint64 rows = 0;
    for (const auto& table : report.tables)
        rows += table.found;
    return rows;
}

} // namespace

/// What can be read of a damaged store, is.
class TestSalvage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFlippedBitIsNoticed();
    void aWholeStoreComesBackWhole();
    void whatIsInTheLogComesToo();
    void oneDamagedPage();
    void tornPages();
    void cutOff();
    void nothingLeft();
    void neverOverAnotherStore();

private:
    QString damagedFolder(const QByteArray& bytes);
    Result<SalvageReport> salvage(const QByteArray& bytes);
    QString target() const { return v_.dir.path() + QStringLiteral("/new"); }

    VaultFolder v_;
    QByteArray bytes_;
    QMap<qint64, int> rows_;
    qint64 allRows_ = 0;
    QString content_;
};

void TestSalvage::initTestCase() {
    for (int form = 0; form < 12; ++form) {
        const auto added = v_.f.addForm(8, QStringLiteral("项目%1").arg(form));
        QVERIFY(v_.f.set(added, v_.f.indicators[1], test::target, QString(9000, QChar(0x7ee9))).ok());
        if (form == 0) v_.form = added;
    }
    QVERIFY(v_.f.store->tidy().ok());
    content_ = dump(*v_.f.store, v_.form);
    v_.close();
    rows_ = rowsOnPages(v_.file(), v_.key);
    bytes_ = readAll(v_.file());
    QVERIFY(bytes_.size() > 60 * pageBytes);
    const auto whole = salvage(bytes_);
    VERIFY_OK(whole);
    allRows_ = rowsIn(*whole);
}

QString TestSalvage::damagedFolder(const QByteArray& bytes) {
    const auto folder = v_.dir.path() + QStringLiteral("/damaged");
    putBack(folder, {{QStringLiteral("store.db"), bytes},
                     {QStringLiteral("store.keys"), readAll(v_.folder() + QStringLiteral("/store.keys"))}});
    return folder;
}

Result<SalvageReport> TestSalvage::salvage(const QByteArray& bytes) {
    QDir(target()).removeRecursively();
    const auto folder = damagedFolder(bytes);
    auto report = Salvage::run(folder, v_.key, target(), v_.f.clock, v_.f.ids);
    if (readAll(Store::fileName(folder)) != bytes) qFatal("the damaged file was touched");
    return report;
}

void TestSalvage::everyFlippedBitIsNoticed() {
    for (qint64 page = 1; page <= bytes_.size() / pageBytes; ++page) {
        auto flipped = bytes_;
        const auto at = (page - 1) * pageBytes + 16 + (page * 131) % (pageBytes - 16);
        flipped[at] = char(flipped.at(at) ^ (1 << (page % 8)));
        const auto folder = damagedFolder(flipped);
        const auto pages = PageFile::open(Store::fileName(folder), v_.key);
        VERIFY_OK(pages);
        for (qint64 other = 1; other <= pages->count(); ++other)
            QCOMPARE(pages->isSound(other), other != page);
        // The same in the eyes of the store.
        const auto store = Store::open(folder, v_.key, v_.f.clock, v_.f.ids);
        if (!store) continue;
        const auto check = (*store)->check();
        QVERIFY2(!check || !check->intact, qPrintable(QString::number(page)));
    }
}

void TestSalvage::aWholeStoreComesBackWhole() {
    const auto report = salvage(bytes_);
    VERIFY_OK(report);
    QVERIFY(report->complete());
    QVERIFY(report->auditOk);
    QCOMPARE(report->orphans, 0);
    for (const auto& table : report->tables)
        if (table.name != QLatin1String("meta")) QCOMPARE(table.placed, table.found);
    QCOMPARE(v_.contents(target()), content_);
    VERIFY_OK(openDataFolder(target(), VaultFolder::passphrase(), v_.f.clock, v_.f.ids));
}

void TestSalvage::whatIsInTheLogComesToo() {
    const auto folder = damagedFolder(bytes_);
    auto store = Store::open(folder, v_.key, v_.f.clock, v_.f.ids);
    VERIFY_OK(store);
    QVERIFY((*store)
                ->apply(v_.f.batch(v_.form, {StoreFixture::change(v_.f.project, QStringLiteral("name"),
                                                                  QStringLiteral("只在日志里"))}))
                .ok());
    // As a crash would leave it.
    const auto log = readAll(Store::fileName(folder) + QStringLiteral("-wal"));
    const auto main = readAll(Store::fileName(folder));
    store->reset();
    damagedFolder(main);
    QFile out(Store::fileName(folder) + QStringLiteral("-wal"));
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write(log) == log.size());
    out.close();
    QDir(target()).removeRecursively();
    VERIFY_OK(Salvage::run(folder, v_.key, target(), v_.f.clock, v_.f.ids));
    const auto saved = Store::open(target(), v_.key, v_.f.clock, v_.f.ids);
    VERIFY_OK(saved);
    QCOMPARE((*(*saved)->record(v_.f.project))->value(Field::name), QStringLiteral("只在日志里"));
}

void TestSalvage::oneDamagedPage() {
    qint64 lostInAll = 0;
    for (qint64 page = 1; page <= bytes_.size() / pageBytes; ++page) {
        auto flipped = bytes_;
        const auto at = (page - 1) * pageBytes + 1000;
        flipped[at] = char(flipped.at(at) ^ 4);
        const auto report = salvage(flipped);
        VERIFY_OK(report);
        QCOMPARE(report->scan.unreadable, QList<qint64>{page});
        // Every row of every other page.
        const auto lost = allRows_ - rowsIn(*report);
        QVERIFY2(lost >= 0 && lost <= rows_.value(page), qPrintable(QString::number(page)));
        lostInAll += lost;
        const auto saved = Store::open(target(), v_.key, v_.f.clock, v_.f.ids);
        VERIFY_OK(saved);
        const auto check = (*saved)->check();
        VERIFY_OK(check);
        QVERIFY2(check->problems.isEmpty(), qPrintable(check->problems.join(u';')));
        QVERIFY((*saved)->formSummaries().ok());
    }
    QVERIFY(lostInAll >= allRows_); // each of them is in some page
}

void TestSalvage::tornPages() {
    auto torn = bytes_;
    qint64 lost = 0;
    for (const qint64 page : {7, 20, 21, 40}) {
        torn.replace((page - 1) * pageBytes + 2048, 2048, QByteArray(2048, '\0'));
        lost += rows_.value(page);
    }
    const auto report = salvage(torn);
    VERIFY_OK(report);
    QCOMPARE(report->scan.unreadable, (QList<qint64>{7, 20, 21, 40}));
    QVERIFY(rowsIn(*report) >= allRows_ - lost);
    VERIFY_OK(Store::open(target(), v_.key, v_.f.clock, v_.f.ids));
}

void TestSalvage::cutOff() {
    for (const qint64 length : {bytes_.size() - 100, bytes_.size() / 2, bytes_.size() / 3 + 17}) {
        qint64 lost = 0;
        for (auto page = rows_.cbegin(); page != rows_.cend(); ++page)
            if (page.key() * pageBytes > length) lost += *page;
        const auto report = salvage(bytes_.left(length));
        VERIFY_OK(report);
        QVERIFY(rowsIn(*report) >= allRows_ - lost);
        QVERIFY(rowsIn(*report) < allRows_ || lost == 0);
        const auto saved = Store::open(target(), v_.key, v_.f.clock, v_.f.ids);
        VERIFY_OK(saved);
        QVERIFY((*saved)->check()->problems.isEmpty());
    }
}

void TestSalvage::nothingLeft() {
    VERIFY_ERROR(salvage(QByteArray(20 * pageBytes, 'x')), ErrorCode::StoreDamaged);
    VERIFY_ERROR(salvage({}), ErrorCode::StoreDamaged);
    QVERIFY(!QFileInfo::exists(target()));
}

void TestSalvage::neverOverAnotherStore() {
    VERIFY_OK(salvage(bytes_));
    VERIFY_ERROR(Salvage::run(v_.folder(), v_.key, target(), v_.f.clock, v_.f.ids), ErrorCode::StoreExists);
}

QTEST_GUILESS_MAIN(TestSalvage)
#include "tst_salvage.moc"
