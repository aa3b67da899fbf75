#include "looks.h"
#include "stage.h"
#include "tests/core/evidence/evidence_samples.h"

#include <QDir>
#include <QGuiApplication>
#include <QLinearGradient>
#include <QtTest>

using namespace jixiao;
using namespace jixiao::pages;
using namespace jixiao::test;

namespace {

/// Something like a photograph: sky, a road, a car.
QImage scene(int width, int height) {
    QImage image(width, height, QImage::Format_RGB32);
    QPainter painter(&image);
    QLinearGradient sky(0, 0, 0, height);
    sky.setColorAt(0, QColor(0x8FB8DE));
    sky.setColorAt(1, QColor(0xF2E3C6));
    painter.fillRect(image.rect(), sky);
    painter.fillRect(0, height * 2 / 3, width, height / 3, QColor(0x55585C));
    painter.fillRect(width / 3, height / 2, width / 3, height / 4, QColor(0x1D5FBF));
    return image;
}

} // namespace

/// Files as evidence on the pages of outcomes. With --shots FOLDER it leaves pictures.
class EvidencePagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        watchLog();
        QVERIFY(stage_.isUp());
        stage_.app().settings()->setReducedMotion(true);
        QVERIFY(stage_.start());
        stage_.app().session()->acknowledgeRecoveryCode();
        stage_.show(QStringLiteral("import"));
        QVERIFY(stage_.importSample());
        stage_.app().importer()->accept();
        QVERIFY(QTest::qWaitFor([this] { return stage_.app().projects()->total() > 0; }, 30'000));
        stage_.show(QStringLiteral("outcomes"));
        stage_.settle();
        outcome().open(stage_.app().outcomeForms()->index(0).data(OutcomeFormsModel::FormIdRole).toString());
        QVERIFY(QTest::qWaitFor([this] { return !outcome().isLoading(); }, 30'000));
    }
    void cleanup() {
        const auto warnings = takeWarnings();
        QVERIFY2(warnings.isEmpty(), qPrintable(warnings));
    }

    void nothingYet() { look(QStringLiteral("evidence-none")); }
    void someFiles() {
        const auto photo =
            withExif(encoded(scene(1600, 1200), "JPEG"), exifOf("HUAWEI", "LIO-AN00", "2025:07:01 08:30:15", 1));
        QVERIFY(attach(QStringLiteral("现场照片 0701.jpg"), photo));
        QVERIFY(attach(QStringLiteral("人像 竖.png"), encoded(scene(600, 1500), "PNG")));
        QVERIFY(attach(
            QStringLiteral("关于印发二〇二五年度全县公安机关禁毒专项行动统计口径和取证要求的通知（征求意见稿）.txt"),
            QByteArray("出警 44 次\n")));
        look(QStringLiteral("evidence-some"));
    }
    /// As a person would: by the keyboard, into the picture and back.
    void aPictureOpens() {
        wear(looks().at(0));
        unfold();
        stage_.settle();
        const auto opener = QStringLiteral("打开图片 现场照片 0701.jpg");
        QVERIFY(focus(opener));
        for (int i = 0; i < 2; ++i) {
            QTest::keyClick(&stage_.window(), Qt::Key_Return);
            QVERIFY(QTest::qWaitFor([this] { return stage_.find(QStringLiteral("OutcomePicture")) != nullptr; }));
            stage_.settle();
            if (i == 1) break;
            QTest::keyClick(&stage_.window(), Qt::Key_Escape);
            stage_.settle();
            QVERIFY(stage_.find(QStringLiteral("OutcomePicture")) == nullptr);
            QCOMPARE(stage_.focusName(), opener);
        }
        QCOMPARE(stage_.focusName(), QStringLiteral("关闭图片"));
        const auto middle = stage_.look().pixel(640, 400);
        QVERIFY2(qBlue(middle) > 150 && qRed(middle) < 80, qPrintable(QColor(middle).name()));
        // Turning the device takes the keys from no one.
        look(QStringLiteral("evidence-picture"), false);
        QTest::keyClick(&stage_.window(), Qt::Key_Escape);
        stage_.settle();
        QVERIFY(stage_.find(QStringLiteral("OutcomePicture")) == nullptr);
        QVERIFY(stage_.find(QStringLiteral("OutcomeSheet")) != nullptr);
    }
    void removingAndUndo() {
        wear(looks().at(0));
        unfold();
        stage_.settle();
        const auto files = [this] { return outcome().rows()->rows().at(0).files.size(); };
        const auto before = files();
        QVERIFY(focus(QStringLiteral("移除 现场照片 0701.jpg")));
        QTest::keyClick(&stage_.window(), Qt::Key_Space);
        QVERIFY(QTest::qWaitFor([&] { return files() == before - 1; }));
        stage_.settle();
        QTest::keySequence(&stage_.window(), QKeySequence(QKeySequence::Undo));
        QVERIFY(QTest::qWaitFor([&] { return files() == before; }));
        stage_.settle();
    }

private:
    OutcomeViewModel& outcome() { return *stage_.app().outcome(); }
    bool attach(const QString& name, const QByteArray& bytes) {
        QFile file(files_.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) return false;
        file.close();
        const auto before = outcome().rows()->rows().at(0).files.size();
        outcome().attach(0, QUrl::fromLocalFile(file.fileName()).toString());
        return QTest::qWaitFor([&] { return outcome().rows()->rows().at(0).files.size() > before; }, 30'000);
    }
    void wear(const Look& one) {
        stage_.app().settings()->setThemeMode(one.mode);
        stage_.app().settings()->setTextScale(one.textScale);
        stage_.resize(one.size);
        stage_.settle();
    }
    void unfold() {
        if (auto* row = stage_.find(QStringLiteral("OutcomeTableRow"))) {
            row->setProperty("open", true);
        } else if (auto* sheet = stage_.find(QStringLiteral("OutcomeSheet"))) {
            sheet->setProperty("startRow", 0);
            sheet->setProperty("entering", true);
        }
        stage_.settle();
        if (auto* files = stage_.find(QStringLiteral("OutcomeFiles"))) {
            for (auto* item : files->childItems())
                if (item->isVisible() && item->inherits("QQuickAbstractButton"))
                    item->forceActiveFocus(Qt::TabFocusReason);
        }
        stage_.settle();
    }
    bool focus(const QString& name) {
        for (int i = 0; i < 300; ++i) {
            if (stage_.focusName() == name) return true;
            QTest::keyClick(&stage_.window(), Qt::Key_Tab, Qt::ShiftModifier);
        }
        return false;
    }
    void look(const QString& page, bool unfolded = true) {
        for (const auto& one : looks() + largeLooks()) {
            wear(one);
            if (unfolded) {
                unfold();
                QVERIFY2(stage_.find(QStringLiteral("OutcomeFiles")) != nullptr, qPrintable(one.name));
            }
            const auto picture = stage_.look();
            QCOMPARE(picture.size(), one.size);
            if (shotFolder().isEmpty()) continue;
            QVERIFY(picture.save(QStringLiteral("%1/%2-%3.png").arg(shotFolder(), page, one.name)));
        }
    }

    QTemporaryDir files_;
    Stage stage_;
};

int main(int argc, char* argv[]) {
    Application::prepareProcess();
    QGuiApplication app(argc, argv);
    Application::prepareGui();
    auto arguments = QCoreApplication::arguments();
    if (const auto at = arguments.indexOf(QStringLiteral("--shots")); at > 0 && at + 1 < arguments.size()) {
        shotFolder() = arguments.at(at + 1);
        arguments.remove(at, 2);
        QDir().mkpath(shotFolder());
    }
    EvidencePagesTest test;
    return QTest::qExec(&test, arguments);
}

#include "tst_evidence_pages.moc"
