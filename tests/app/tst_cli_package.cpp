#include "tests/app/cli_fixture.h"

#include <QDir>
#include <QProcess>
#include <QtTest>

using namespace jixiao;
using namespace jixiao::test;

namespace {

const auto packageWord = QStringLiteral("package");
const auto output = QStringLiteral("-o");

} // namespace

/// The two programs and a stick between them: registered, sent and answered without any network.
class TestCliPackage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void registeredSentAndAnswered();
    void whatIsRefused();

private:
    struct Answer {
        int code = -1;
        QString out;
    };
    /// jixiao-server on its folder, which is made when it is first used.
    Answer server(const QStringList& words) {
        QProcess process;
        process.start(QStringLiteral(JIXIAO_SERVER_PROGRAM),
                      QStringList{QStringLiteral("--data"), f_.path(QStringLiteral("server"))} + words);
        if (!process.waitForFinished(60'000)) return {};
        return {process.exitCode(),
                QString::fromUtf8(process.readAllStandardOutput() + process.readAllStandardError())};
    }
    CliFixture::Answer tablet(const QStringList& words) {
        return f_.run(QStringList{packageWord} + words + QStringList{storeOption, f_.path(QStringLiteral("tablet"))});
    }
    QStringList onStick(const QString& pattern) const {
        return QDir(stick_).entryList({pattern}, QDir::Files, QDir::Name);
    }
    void registerTablet();

    CliFixture f_;
    QString stick_ = f_.path(QStringLiteral("stick"));
    QString serverPrint_;
};

void TestCliPackage::registerTablet() {
    const auto bureau = QStringLiteral(JIXIAO_SOURCE_DIR "/assets/sample/bureau.json");
    QCOMPARE(server({QStringLiteral("load"), bureau}).code, 0);
    const auto made =
        f_.run({storeWord, QStringLiteral("init"), f_.path(QStringLiteral("tablet")), QStringLiteral("--offline")});
    VERIFY_EXIT(made, Ok);
    const auto request = tablet({QStringLiteral("request"), output, stick_});
    VERIFY_EXIT(request, Ok);
    const auto print = QString::fromUtf8(request.out).section(QStringLiteral("："), -1).trimmed();
    const auto file = stick_ + QLatin1Char('/') + onStick(QStringLiteral("*-request.jxp")).value(0);
    const QStringList enrol{packageWord,
                            QStringLiteral("enrol"),
                            file,
                            QStringLiteral("--person"),
                            QStringLiteral("填报员·甲"),
                            QStringLiteral("--out"),
                            stick_,
                            QStringLiteral("--fingerprint")};
    const auto guessed = server(enrol + QStringList{QStringLiteral("0000-0000")});
    QCOMPARE(guessed.code, 1);
    QVERIFY(guessed.out.contains(QStringLiteral("PackageUnknownSender")));
    const auto enrolled = server(enrol + QStringList{print});
    QVERIFY2(enrolled.code == 0, qPrintable(enrolled.out));
    serverPrint_ = enrolled.out.section(QLatin1Char('\t'), 1, 1);
    QCOMPARE(onStick(QStringLiteral("*-card.jxp")).size(), 1);
    const QStringList import{QStringLiteral("import"), stick_, QStringLiteral("--fingerprint")};
    VERIFY_FAILS(tablet(import + QStringList{print}), BadInput, "PackageUnknownSender");
    VERIFY_EXIT(tablet(import + QStringList{serverPrint_}), Ok);
}

void TestCliPackage::registeredSentAndAnswered() {
    registerTablet();
    const auto form = f_.write(QStringLiteral("form.txt"), CliFixture::sample());
    VERIFY_EXIT(f_.run({importWord, form, storeOption, f_.path(QStringLiteral("tablet"))}), Ok);
    const auto given = tablet({QStringLiteral("export"), output, stick_});
    VERIFY_EXIT(given, Ok);
    const auto entries = onStick(QStringLiteral("*-000001.jxp"));
    QCOMPARE(entries.size(), 1);
    const auto file = stick_ + QLatin1Char('/') + entries[0];
    const auto state = QString::fromUtf8(tablet({QStringLiteral("receipt")}).out);
    QVERIFY2(state.contains(QStringLiteral("已导出到第 1 号，对方已收到第 0 号")), qPrintable(state));
    QVERIFY(state.contains(QStringLiteral("尚未导出 0 项")));

    const auto verified = f_.run({packageWord, QStringLiteral("verify"), file});
    VERIFY_EXIT(verified, Ok);
    QVERIFY(QString::fromUtf8(verified.out).contains(QStringLiteral("签名相符")));
    const auto slip = f_.path(QStringLiteral("slip.pdf"));
    VERIFY_EXIT(
        tablet({QStringLiteral("slip"), file, output, slip, QStringLiteral("--to"), QStringLiteral("警务保障室")}), Ok);
    const auto pdf = CliFixture::bytesOf(slip);
    QVERIFY(pdf.startsWith("%PDF") && pdf.size() > 3'000);

    const auto preview =
        server({packageWord, QStringLiteral("import"), stick_, QStringLiteral("--preview"), QStringLiteral("yes")});
    QVERIFY2(preview.code == 0 && preview.out.contains(QStringLiteral("可以导入")), qPrintable(preview.out));
    QCOMPARE(onStick(QStringLiteral("*-000001.jxp")).size(), 1); // no answer yet
    const auto taken = server({packageWord, QStringLiteral("import"), stick_, QStringLiteral("--out"), stick_});
    QVERIFY2(taken.code == 0, qPrintable(taken.out));
    QVERIFY2(taken.out.contains(QStringLiteral("已导入")) && taken.out.contains(QStringLiteral("拒绝 0")),
             qPrintable(taken.out));
    QCOMPARE(onStick(QStringLiteral("*-000001.jxp")).size(), 2);

    VERIFY_EXIT(tablet({QStringLiteral("import"), stick_}), Ok);
    const auto status =
        f_.run({QStringLiteral("sync"), QStringLiteral("status"), storeOption, f_.path(QStringLiteral("tablet"))});
    QVERIFY2(QString::fromUtf8(status.out).contains(QStringLiteral("待发送共 0 项")), status.out.constData());
    // The stick goes round once more: nothing happens twice, and nobody complains.
    const auto again = server({packageWord, QStringLiteral("import"), stick_, QStringLiteral("--out"), stick_});
    QVERIFY2(again.code == 0 && again.out.contains(QStringLiteral("不用导入")), qPrintable(again.out));
    VERIFY_EXIT(tablet({QStringLiteral("import"), stick_}), Ok);
    VERIFY_EXIT(tablet({QStringLiteral("verify")}), Ok);
}

void TestCliPackage::whatIsRefused() {
    const auto bad = f_.write(QStringLiteral("bad.jxp"), "jixiao package\n");
    VERIFY_FAILS(f_.run({packageWord, QStringLiteral("verify"), bad}), BadInput, "PackageTruncated");
    VERIFY_FAILS(f_.run({packageWord, QStringLiteral("verify"), f_.path(QStringLiteral("none.jxp"))}), BadInput,
                 "FileNotFound");
    VERIFY_FAILS(f_.run({packageWord, QStringLiteral("letter")}), BadInput, "InvalidInput");
    const auto data = f_.makeStore(QStringLiteral("alone"));
    VERIFY_FAILS(f_.run({packageWord, QStringLiteral("export"), storeOption, data, output, stick_}), BadInput,
                 "PackageNoPartner");
}

QTEST_GUILESS_MAIN(TestCliPackage)
#include "tst_cli_package.moc"
