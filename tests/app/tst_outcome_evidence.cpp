#include "app/gui/evidence_provider.h"
#include "tests/app/outcome_scene.h"
#include "tests/core/evidence/evidence_samples.h"

#include <QDir>

using namespace jixiao;
using namespace jixiao::test;

namespace {

struct EvidenceScene : Scene {
    using Scene::Scene;
    QTemporaryDir files;

    QString write(const QString& name, const QByteArray& bytes) const {
        QFile file(files.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("write");
        return file.fileName();
    }
    QList<EvidenceItem> items(int i) {
        QList<EvidenceItem> list;
        for (const auto& item : row(i).files)
            list.append(item.value<EvidenceItem>());
        return list;
    }
    bool attach(int i, const QString& file) {
        const auto before = items(i).size();
        outcome().attach(i, file);
        return QTest::qWaitFor([&] { return !outcome().isAttaching(); }) &&
               QTest::qWaitFor([&] { return items(i).size() > before || outcome().error().isSet; }) &&
               !outcome().error().isSet;
    }
    QString photo() const { return write(QStringLiteral("现场.jpg"), encoded(picture(800, 600), "JPEG")); }
};

} // namespace

/// Files as evidence on the page of outcomes: added, seen, removed, brought back.
class TestOutcomeEvidence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPhotographIsAdded();
    void addressesAreTakenToo();
    void eachPeriodHasItsOwn();
    void removingIsUndone();
    void undoKeepsTheOrderOfChanges();
    void whatIsRefusedSaysWhy();
    void picturesOpenInMemory();
    void whatOthersPutDownAppears();
    void onlyWhoMayReport();
    void typingLeavesThePicturesAlone();
    void lockingForgetsThePictures();
    void hostileCalls();
};

void TestOutcomeEvidence::aPhotographIsAdded() {
    EvidenceScene f;
    QSignalSpy attaching(&f.outcome(), &OutcomeViewModel::attachingChanged);
    QVERIFY(f.attach(1, f.photo()));
    QCOMPARE(attaching.count(), 2);
    const auto item = f.items(1).first();
    QCOMPARE(item.name, u"现场.jpg"_qs);
    QVERIFY(item.here && item.picture);
    QVERIFY2(item.details.contains(u"李民警"_qs) && item.details.contains(QSysInfo::machineHostName()),
             qPrintable(item.details));
    QCOMPARE(f.outcome().thumbnail(item.content).size(), QSize(256, 192));
    QVERIFY(f.items(0).isEmpty());
    const auto stored = f.inStore([&](Store& store) { return store.evidence(f.form); });
    QCOMPARE(stored->size(), 1);
    QCOMPARE(stored->first().about, f.row(1).id);
    QCOMPARE(stored->first().period, u"2025"_qs);
    QVERIFY(stored->first().takenMs > 0);
    f.outcome().close();
    QVERIFY(f.openOutcomes());
    QCOMPARE(f.items(1).size(), 1);
    QVERIFY(!f.items(1).first().thumbnail.isEmpty());
    // The same file again is there already.
    f.outcome().attach(1, f.files.filePath(u"现场.jpg"_qs));
    QTRY_VERIFY(!f.outcome().isAttaching());
    f.settle();
    QCOMPARE(f.items(1).size(), 1);
}

void TestOutcomeEvidence::addressesAreTakenToo() {
    EvidenceScene f;
    QVERIFY(f.attach(0, QUrl::fromLocalFile(f.write(u"说明 1.txt"_qs, "出警 44 次")).toString()));
    QCOMPARE(f.items(0).first().name, u"说明 1.txt"_qs);
    QVERIFY(!f.items(0).first().picture);
    QVERIFY(f.items(0).first().thumbnail.isEmpty());
    f.outcome().openPicture(f.items(0).first());
    f.settle();
    QVERIFY(f.outcome().picture().isNull());
}

void TestOutcomeEvidence::eachPeriodHasItsOwn() {
    EvidenceScene f;
    QVERIFY(f.attach(1, f.photo()));
    f.outcome().choosePeriod(u"2025-07"_qs);
    QVERIFY(f.items(1).isEmpty());
    QVERIFY(f.attach(1, f.photo()));
    const auto contents = f.inStore([](Store& store) { return store.attachments(); });
    QCOMPARE(contents->size(), 1);
    QCOMPARE(contents->first().references, 2);
    f.outcome().choosePeriod(u"2025"_qs);
    QCOMPARE(f.items(1).size(), 1);
}

void TestOutcomeEvidence::removingIsUndone() {
    EvidenceScene f;
    QVERIFY(f.attach(1, f.photo()));
    const auto item = f.items(1).first();
    f.outcome().detach(item.record);
    QTRY_VERIFY(f.items(1).isEmpty());
    QVERIFY(f.outcome().canUndo());
    f.outcome().undo();
    QTRY_COMPARE(f.items(1).size(), 1);
    QCOMPARE(f.items(1).first().record, item.record);
    QVERIFY(!f.items(1).first().thumbnail.isEmpty());
    f.outcome().undo(); // the adding
    QTRY_VERIFY(f.items(1).isEmpty());
    QVERIFY(!f.outcome().canUndo());
    const auto history = f.inStore([&](Store& store) { return store.history(f.form, 4); });
    QCOMPARE(history->at(0).label, u"移除佐证材料"_qs);
    QCOMPARE(history->at(0).op, u"remove"_qs);
    QVERIFY(std::any_of(history->cbegin(), history->cend(),
                        [](const JournalEntry& entry) { return entry.op == u"restore"_qs; }));
}

void TestOutcomeEvidence::undoKeepsTheOrderOfChanges() {
    EvidenceScene f;
    f.outcome().type(1, u"90"_qs);
    QVERIFY(f.attach(1, f.photo()));
    f.outcome().type(1, u"93"_qs);
    f.outcome().undo();
    QCOMPARE(f.row(1).typed, u"90"_qs);
    QCOMPARE(f.items(1).size(), 1);
    f.outcome().undo();
    QTRY_VERIFY(f.items(1).isEmpty());
    QCOMPARE(f.row(1).typed, u"90"_qs);
    f.outcome().undo();
    QCOMPARE(f.row(1).typed, QString());
    f.settle();
    QCOMPARE(f.row(1).typed, QString());
}

void TestOutcomeEvidence::whatIsRefusedSaysWhy() {
    EvidenceScene f;
    QVERIFY(!f.attach(1, f.write(u"病毒.jpg"_qs, QByteArray("MZ\x90\0", 4) + QByteArray(200, '\x01'))));
    QCOMPARE(f.outcome().error().code, Error{ErrorCode::AttachmentKindRefused}.id());
    QVERIFY(f.outcome().error().what.contains(u"病毒.jpg"_qs));
    QVERIFY(!f.attach(1, f.write(u"坏.jpg"_qs, encoded(picture(80, 60), "JPEG").chopped(300))));
    QCOMPARE(f.outcome().error().code, Error{ErrorCode::AttachmentUnreadable}.id());
    QVERIFY(!f.attach(1, f.files.filePath(u"没有"_qs)));
    QCOMPARE(f.outcome().error().code, u"FileNotFound"_qs);
    QVERIFY(!f.outcome().canUndo());
    // The next one that is taken clears the message.
    QVERIFY(f.attach(1, f.photo()));
    QVERIFY(!f.outcome().error().isSet);
}

void TestOutcomeEvidence::picturesOpenInMemory() {
    EvidenceScene f;
    QVERIFY(f.attach(1, f.write(u"大图.png"_qs, encoded(picture(3000, 1500), "PNG"))));
    const auto before = QDir(f.folder()).entryList(QDir::Files);
    EvidenceProvider provider(f.outcome());
    QSize size;
    QVERIFY(provider.requestImage(u"picture/"_qs + f.items(1).first().content, &size, {}).isNull());
    f.outcome().openPicture(f.items(1).first());
    QTRY_VERIFY(!f.outcome().openItem().content.isEmpty());
    QCOMPARE(f.outcome().openItem(), f.items(1).first());
    QCOMPARE(provider.requestImage(u"picture/"_qs + f.outcome().openItem().content, &size, {}).size(),
             QSize(2048, 1024));
    QCOMPARE(size, QSize(2048, 1024));
    QCOMPARE(provider.requestImage(u"thumbnail/"_qs + f.outcome().openItem().content, &size, {}).size(),
             QSize(256, 128));
    QVERIFY(provider.requestImage(u"thumbnail/../../etc/passwd"_qs, &size, {}).isNull());
    QCOMPARE(QDir(f.folder()).entryList(QDir::Files), before);
    f.outcome().closePicture();
    QVERIFY(f.outcome().picture().isNull());
    QVERIFY(f.outcome().openItem().content.isEmpty());
}

void TestOutcomeEvidence::whatOthersPutDownAppears() {
    EvidenceScene f;
    Evidence theirs;
    theirs.about = f.row(0).id;
    theirs.period = u"2025"_qs;
    theirs.hash = QByteArray(32, 'h');
    theirs.size = 2'500'000;
    theirs.kind = u"jpeg"_qs;
    theirs.fileName = u"同事拍的.jpg"_qs;
    theirs.personName = u"赵民警"_qs;
    f.remote(f.form, u"unit_approved"_qs, 1, {f.remoteRecord(RecordType::evidence, f.form, theirs.values())});
    QTRY_COMPARE(f.items(0).size(), 1);
    const auto item = f.items(0).first();
    QVERIFY(!item.here && !item.picture && item.thumbnail.isEmpty());
    QVERIFY(item.details.contains(u"赵民警"_qs) && item.details.contains(u"原件在其他设备"_qs));
}

void TestOutcomeEvidence::onlyWhoMayReport() {
    EvidenceScene f({Role::DepartmentHead});
    QVERIFY(!f.outcome().isEditable());
    f.outcome().attach(1, f.photo());
    QVERIFY(!f.outcome().isAttaching());
    f.settle();
    QVERIFY(f.items(1).isEmpty());
}

void TestOutcomeEvidence::typingLeavesThePicturesAlone() {
    EvidenceScene f;
    QVERIFY(f.attach(1, f.photo()));
    f.settle();
    QSignalSpy changes(f.outcome().rows(), &QAbstractItemModel::dataChanged);
    f.outcome().type(1, u"93"_qs);
    QVERIFY(!changes.isEmpty());
    for (const auto& change : changes) {
        const auto roles = change.at(2).value<QList<int>>();
        QVERIFY(!roles.isEmpty() && !roles.contains(int(OutcomeRowsModel::FilesRole)));
    }
    changes.clear();
    f.outcome().detach(f.items(1).first().record);
    QTRY_VERIFY(f.items(1).isEmpty());
    QVERIFY(std::any_of(changes.cbegin(), changes.cend(),
                        [](const auto& change) { return change.at(2).template value<QList<int>>().isEmpty(); }));
}

void TestOutcomeEvidence::lockingForgetsThePictures() {
    EvidenceScene f;
    QVERIFY(f.attach(1, f.photo()));
    const auto item = f.items(1).first();
    f.outcome().openPicture(item);
    QTRY_VERIFY(!f.outcome().picture().isNull());
    f.services.close();
    QVERIFY(f.outcome().picture().isNull());
    QVERIFY(f.outcome().thumbnail(item.content).isNull());
    QVERIFY(f.outcome().openItem().content.isEmpty());
}

void TestOutcomeEvidence::hostileCalls() {
    EvidenceScene f;
    const auto photo = f.photo();
    f.outcome().attach(-1, photo);
    f.outcome().attach(99, photo);
    f.outcome().attach(0, {});
    f.outcome().detach(u"nonsense"_qs);
    f.outcome().openPicture({});
    f.outcome().closePicture();
    f.settle();
    QVERIFY(!f.outcome().isAttaching());
    QVERIFY(!f.outcome().error().isSet);
    // Closed while a file is being looked at: nothing is stored, nothing hangs.
    f.outcome().attach(0, photo);
    f.outcome().close();
    QTRY_VERIFY(!f.outcome().isAttaching());
    f.settle();
    QVERIFY(f.openOutcomes());
    QVERIFY(f.items(0).isEmpty());
    // A record of another kind is not removed this way.
    const auto row = f.row(0).id.toString();
    f.outcome().detach(row);
    f.settle();
    QCOMPARE(f.row(0).id.toString(), row);
    QCOMPARE(f.outcome().rows()->count(), 5);
}

QTEST_MAIN(TestOutcomeEvidence)
#include "tst_outcome_evidence.moc"
