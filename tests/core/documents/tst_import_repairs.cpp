#include "tests/core/documents/document_fixtures.h"

#include <QTest>

#include <algorithm>

using namespace jixiao;

namespace {

/// Reads the sample with one passage changed; the passage must be there.
Result<ImportResult> importChanged(const QString& before, const QString& after) {
    QString text = QString::fromUtf8(fixtures::sample());
    if (!text.contains(before)) return Error{ErrorCode::Internal, QStringLiteral("passage not in the sample")};
    text.replace(text.indexOf(before), before.size(), after);
    return fixtures::import(text.toUtf8());
}

QList<Repair> beyondDebris(const ImportResult& result) {
    QList<Repair> repairs = result.repairs;
    repairs.removeIf([](const Repair& repair) {
        return repair.kind == QLatin1String("debris") || repair.message.contains(QStringLiteral("第1–2行"));
    });
    return repairs;
}

QString sampleDifference(const ImportResult& result) {
    return fixtures::difference(fixtures::expectedSample(), fixtures::interchangeOf(result));
}

} // namespace

class ImportRepairsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void certainDamageIsMendedAndListed_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("kind");
        const QString row = QStringLiteral("\t\n\t质量指标\n\t是否提高执法办案水平。\n");
        QTest::newRow("merged cell left out")
            << row << row.mid(2) << QStringLiteral("documents[0].indicators[1]") << QStringLiteral("merged-cell");
        QTest::newRow("row shifted to the left")
            << QStringLiteral(
                   "\t\n\t时效指标\n\t是否满足执法办案工作需要\n\t是否满足执法办案工作需要\n\t是\n\t工作经验\n")
            << QStringLiteral(
                   "\t时效指标\n\t是否满足执法办案工作需要\n\t是否满足执法办案工作需要\n\t是\n\t工作经验\n\t\n")
            << QStringLiteral("documents[2].indicators[1]") << QStringLiteral("shifted-row");
        QTest::newRow("row split by a blank line")
            << row << QStringLiteral("\t\n\t质量指标\n\n\t是否提高执法办案水平。\n")
            << QStringLiteral("documents[0].indicators[1]") << QStringLiteral("split-row");
        QTest::newRow("head row split by a blank line")
            << QStringLiteral("\t预算数\n\t18.67\n") << QStringLiteral("\t预算数\n\n\t18.67\n")
            << QStringLiteral("documents[0].budget.other") << QStringLiteral("split-row");
        QTest::newRow("covered cell left out")
            << QStringLiteral("\t\n\t为分局执法办案中心") << QStringLiteral("\t为分局执法办案中心")
            << QStringLiteral("documents[0].fundUse") << QStringLiteral("merged-cell");
        QTest::newRow("goals split by a blank line")
            << QStringLiteral("\n2、提升执法规范化管理水平") << QStringLiteral("\n\n2、提升执法规范化管理水平")
            << QStringLiteral("documents[0].goals[1]") << QStringLiteral("split-row");
    }

    void certainDamageIsMendedAndListed() {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, path);
        QFETCH(QString, kind);
        const auto result = importChanged(before, after);
        QVERIFY2(result.ok(), qPrintable(result.ok() ? QString() : result.error().detail));
        QCOMPARE(sampleDifference(*result), QString());
        const auto repairs = beyondDebris(*result);
        QCOMPARE(repairs.size(), 1);
        QCOMPARE(repairs.first().path, path);
        QCOMPARE(repairs.first().kind, kind);
    }

    void harmlessExtrasNeedNoRepair_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const QString header =
            QStringLiteral("\t一级指标\n\t二级指标\n\t三级指标\n\t绩效指标描述\n\t指标值\n\t指标值确定依据\n\n");
        const QString row = QStringLiteral("\t效果指标\n\t可持续影响指标\n\t是否减轻民警工作量\n");
        QTest::newRow("header printed again") << row << header + row;
        QTest::newRow("empty cells at the end")
            << QStringLiteral("\t其中：财政资金\n\t18.67\n\t其他资金\n\t\n")
            << QStringLiteral("\t其中：财政资金\n\t18.67\n\t其他资金\n\t\n\t\n\t\n");
        QTest::newRow("blank row") << row << QStringLiteral("\t\n\t\n\t\n\t\n\t\n\t\n\n") + row;
    }

    void harmlessExtrasNeedNoRepair() {
        QFETCH(QString, before);
        QFETCH(QString, after);
        const auto result = importChanged(before, after);
        QVERIFY(result.ok());
        QCOMPARE(sampleDifference(*result), QString());
        QCOMPARE(beyondDebris(*result).size(), 0);
    }

    void uncertainRowIsListedNotGuessed() {
        // Which of name, description, target and basis is missing cannot be told.
        const auto result = importChanged(QStringLiteral("\t\n\t质量指标\n\t是否提高执法办案水平。\n"),
                                          QStringLiteral("\t\n\t质量指标\n"));
        QVERIFY(result.ok());
        QCOMPARE(result->documents.first().rows(QStringLiteral("indicators")).size(), 4);
        const auto repairs = beyondDebris(*result);
        QCOMPARE(repairs.size(), 1);
        QCOMPARE(repairs.first().path, QStringLiteral("documents[0]"));
        QCOMPARE(repairs.first().kind, QStringLiteral("unknown"));
        QVERIFY2(repairs.first().message.contains(QStringLiteral("第55–59行")), qPrintable(repairs.first().message));
    }

    void strayTextIsListedWithItsLines() {
        const auto result =
            importChanged(QStringLiteral("[bookmark: _Toc42589118]3、"),
                          QStringLiteral("以下是另外的说明文字，与表无关。\n又一行。\n\n[bookmark: _Toc42589118]3、"));
        QVERIFY(result.ok());
        QCOMPARE(sampleDifference(*result), QString());
        const auto repairs = beyondDebris(*result);
        QCOMPARE(repairs.size(), 1);
        QCOMPARE(repairs.first().path, QString());
        QVERIFY2(repairs.first().message.contains(QStringLiteral("第168–169行")), qPrintable(repairs.first().message));
        QVERIFY2(repairs.first().message.contains(QStringLiteral("以下是另外的说明文字")),
                 qPrintable(repairs.first().message));
    }

    void pageNumberBetweenRowsIsNotTakenForText() {
        const QString row = QStringLiteral("\t效果指标\n\t可持续影响指标\n\t是否减轻民警工作量\n");
        const auto result = importChanged(row, QStringLiteral("- 12 -\n\n") + row);
        QVERIFY(result.ok());
        QCOMPARE(sampleDifference(*result), QString());
        QCOMPARE(beyondDebris(*result).size(), 1);
    }

    void fieldCodesAreStripped() {
        const auto result = importChanged(QStringLiteral("资金绩效目标表\n"),
                                          QStringLiteral("资金绩效目标表 TC 资金绩效目标表 \\f A \\l 1 \n"));
        QVERIFY(result.ok());
        QCOMPARE(sampleDifference(*result), QString());
        QVERIFY(std::any_of(result->repairs.cbegin(), result->repairs.cend(), [](const Repair& repair) {
            return repair.kind == QLatin1String("debris") && repair.path == QLatin1String("documents[0]") &&
                   repair.message.contains(QStringLiteral("\\f A \\l 1"));
        }));
    }

    void otherTablesAreLeftAlone() {
        const QString other =
            QStringLiteral("\n\n\t政府采购项目来源\n\t采购物品名称\n\t数量\n\t单价\n\t金额\n\t备注\n\n"
                           "\t电子签名\n\t设备\n\t1\n\t2\n\t2\n\t无\n\n");
        const auto result = fixtures::import(fixtures::sample() + other.toUtf8());
        QVERIFY(result.ok());
        QCOMPARE(sampleDifference(*result), QString());
        QCOMPARE(beyondDebris(*result).size(), 1);
    }
};

QTEST_GUILESS_MAIN(ImportRepairsTest)
#include "tst_import_repairs.moc"
