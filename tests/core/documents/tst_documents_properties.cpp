#include "document_fixtures.h"

#include <QTest>

#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace jixiao;

namespace {

/// Pieces real files are made of, so that random files reach deep into the reader.
QByteArray piece() {
    static const std::vector<QByteArray> pieces{
        "\t",
        "\n",
        "\n\n",
        "|",
        "\"",
        " ",
        "1、",
        "绩效目标表",
        "\t项目编码\n\t1\n\t项目名称\n\t2\n\n",
        "\t预算规模及资金用途\n\t预算数\n\t1\n\t其中：财政资金\n\t1\n\t其他资金\n\t\n\n",
        "\t一级指标\n",
        "\t产出指标\n",
        "\t数量指标\n",
        "\t资金支出计划（%）\n\t3月底\n\t6月底\n\t10月底\n\t12月底\n\n",
        "\t绩效目标\n\t1、甲\n\n",
        "2、乙\n\n",
        "\t一级指标\n\t二级指标\n\t三级指标\n\t绩效指标描述\n\t指标值\n\t指标值确定依据\n\n",
        "[bookmark: x]",
        "TC x \\f A \\l 1 ",
        "\t产出指标\n\t数量指标\n\ta\n\tb\n\tc\n\td\n\n",
        "\t\n\t质量指标\n\ta\n",
        "单位：万元",
        "2020年",
        "\xFF",
        "\xE4\xB8"};
    return *rc::gen::elementOf(pieces);
}

QString anyText() {
    const auto units = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 0x30));
    QString text;
    for (const int unit : units)
        text += QChar(unit < 0x20 ? unit + 0x4E00 : unit);
    return text;
}

} // namespace

class DocumentsPropertiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anyBytesEndInAResult() {
        QVERIFY(rc::check("random bytes never crash", [] {
            const auto bytes = *rc::gen::arbitrary<std::string>();
            const auto result = fixtures::import(QByteArray::fromStdString(bytes));
            if (result) RC_ASSERT(!result->documents.isEmpty());
        }));
    }

    void anyMixOfPiecesEndsInAResult() {
        QVERIFY(rc::check("no text is invented from pieces", [] {
            const int count = *rc::gen::inRange(0, 60);
            QByteArray bytes;
            for (int i = 0; i < count; ++i)
                bytes += piece();
            const auto result = fixtures::import(bytes);
            if (!result) return;
            const QString all = QString::fromUtf8(bytes);
            for (const auto& document : result->documents)
                for (const auto& row : document.rows(QStringLiteral("indicators")))
                    for (const QString& cell : row.cells)
                        for (const QString& line : cell.split(u'\n'))
                            RC_ASSERT(all.contains(line.trimmed()));
        }));
    }

    void damagedSampleNeverCrashes() {
        const QByteArray sample = fixtures::sample();
        QVERIFY(rc::check("cuts and doublings of the sample never crash", [&] {
            QByteArray bytes = sample;
            for (int i = 0; i < 4; ++i) {
                const int from = *rc::gen::inRange(0, int(bytes.size()));
                const int size = *rc::gen::inRange(0, 2000);
                if (*rc::gen::arbitrary<bool>())
                    bytes.remove(from, size);
                else
                    bytes.insert(from, bytes.mid(*rc::gen::inRange(0, int(bytes.size())), size));
            }
            const auto result = fixtures::import(bytes);
            if (result) RC_ASSERT(!result->documents.isEmpty());
        }));
    }

    void interchangeRoundTripsAnyDocument() {
        const auto& form = fixtures::catalogue().forms().first();
        QVERIFY(rc::check("reading what was written gives the same document", [&] {
            FormDocument document;
            document.form = form.id;
            document.fiscalYear = *rc::gen::inRange(0, 9999);
            for (const auto& field : form.fields)
                document.fields[field.id] = anyText();
            for (const auto& table : form.tables) {
                auto& rows = document.tables[table.id];
                rows.resize(*rc::gen::inRange(0, 4));
                for (auto& row : rows)
                    for (const auto& column : table.columns)
                        row.cells[column.id] = anyText();
            }
            const ImportResult result{QStringLiteral("f"), QStringLiteral("text"), {document}, {}};
            const auto bytes = QJsonDocument(toInterchange(result, fixtures::catalogue())).toJson();
            const auto read = fromInterchange(QJsonDocument::fromJson(bytes).object(), fixtures::catalogue());
            RC_ASSERT(read.ok());
            RC_ASSERT(read->documents == result.documents);
        }));
    }
};

QTEST_GUILESS_MAIN(DocumentsPropertiesTest)
#include "tst_documents_properties.moc"
