#include "sync/package/slip.h"

#include "core/base/files.h"
#include "core/documents/print/print_fonts.h"
#include "sync/package/maker.h"

#include <QDateTime>
#include <QIODevice>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <qrencode.h>

#include <memory>

namespace jixiao::package {

namespace {

constexpr int resolution = 600;
constexpr double dotsPerMm = resolution / 25.4;
constexpr double left = 25;
constexpr double width = 160;
constexpr double rowHeight = 9;
constexpr double labelWidth = 38;
constexpr double codeSize = 48;

struct QrDeleter {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

QString kindText(Kind kind) {
    switch (kind) {
    case Kind::Request:
        return QStringLiteral("设备登记申请");
    case Kind::Card:
        return QStringLiteral("设备登记结果");
    case Kind::Entries:
        return QStringLiteral("申报数据");
    case Kind::Answer:
        return QStringLiteral("回执和审批结果");
    }
    return {};
}

QString levelText(Level level) {
    switch (level) {
    case Level::Public:
        return QStringLiteral("公开");
    case Level::Internal:
        return QStringLiteral("内部");
    case Level::Confidential:
        return QStringLiteral("秘密");
    }
    return {};
}

QString orId(const QString& words, const Id& id) {
    if (id.isNull()) return words.isEmpty() ? QStringLiteral("—") : words;
    // The end of an id tells devices apart; its beginning is the time it was made.
    return words.isEmpty() ? id.toString() : QStringLiteral("%1（尾号 %2）").arg(words, id.toString().right(12));
}

QList<std::pair<QString, QString>> rowsOf(const SlipEntry& entry) {
    const auto& h = entry.envelope.header;
    const auto made = QDateTime::fromMSecsSinceEpoch(h.createdMs);
    return {{QStringLiteral("文件"), fileName(h)},
            {QStringLiteral("内容"), kindText(h.kind)},
            {QStringLiteral("密级"), levelText(h.level)},
            {QStringLiteral("序号"), h.sequence > 0 ? QString::number(h.sequence) : QStringLiteral("—")},
            {QStringLiteral("份数"), QStringLiteral("第 %1 份，共 %2 份").arg(h.part).arg(h.parts)},
            {QStringLiteral("记录数"), QString::number(h.records)},
            {QStringLiteral("大小"), QStringLiteral("%1 字节").arg(entry.fileBytes)},
            {QStringLiteral("生成时间"), made.toString(QStringLiteral("yyyy-MM-dd HH:mm"))},
            {QStringLiteral("发送方"), orId(entry.sender, h.sender)},
            {QStringLiteral("接收方"), orId(entry.receiver, h.receiver)},
            {QStringLiteral("SHA-256"), hashGroups(entry.envelope.fileHash)},
            {QStringLiteral("前一个文件"), h.previous.isEmpty() ? QStringLiteral("—") : hashGroups(h.previous)}};
}

QRectF mm(double x, double y, double w, double h) {
    return {x * dotsPerMm, y * dotsPerMm, w * dotsPerMm, h * dotsPerMm};
}

Result<void> paintCode(QPainter& painter, const QString& text, double x, double y) {
    const auto bytes = text.toUtf8();
    const std::unique_ptr<QRcode, QrDeleter> code(QRcode_encodeData(
        int(bytes.size()), reinterpret_cast<const unsigned char*>(bytes.constData()), 0, QR_ECLEVEL_M));
    if (!code) return Error{ErrorCode::Internal, QStringLiteral("the code cannot be drawn")};
    const double cell = codeSize / code->width;
    for (int row = 0; row < code->width; ++row)
        for (int column = 0; column < code->width; ++column)
            if ((code->data[row * code->width + column] & 1) != 0)
                painter.fillRect(mm(x + column * cell, y + row * cell, cell, cell), Qt::black);
    return {};
}

Result<void> paintPage(QPainter& painter, const SlipEntry& entry) {
    QFont font(fontFamilies(TextRole::Body));
    const auto write = [&](const QRectF& where, int flags, const QString& text, double points) {
        font.setPointSizeF(points);
        painter.setFont(font);
        painter.drawText(where, flags | Qt::AlignVCenter, text);
    };
    painter.setPen(QPen(Qt::black, 0.2 * dotsPerMm));
    write(mm(left, 20, width, 14), Qt::AlignHCenter, QStringLiteral("数据包交接单"), 18);
    double y = 40;
    const auto rows = rowsOf(entry);
    for (const auto& [label, value] : rows) {
        painter.drawRect(mm(left, y, labelWidth, rowHeight));
        painter.drawRect(mm(left + labelWidth, y, width - labelWidth, rowHeight));
        write(mm(left + 2, y, labelWidth - 4, rowHeight), Qt::AlignLeft, label, 10.5);
        write(mm(left + labelWidth + 2, y, width - labelWidth - 4, rowHeight), Qt::AlignLeft, value, 10.5);
        y += rowHeight;
    }
    y += 8;
    const double besideCode = left + codeSize + 12;
    if (auto drawn = paintCode(painter, slipCode(entry.envelope), left, y); !drawn) return drawn;
    const QStringList lines{QStringLiteral("移交人签字："), QStringLiteral("接收人签字："),
                            QStringLiteral("交接日期：")};
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const double at = y + 4 + double(i) * 16;
        write(mm(besideCode, at, 30, 8), Qt::AlignLeft, lines[i], 10.5);
        painter.drawLine(mm(besideCode + 30, at + 8, 0, 0).topLeft(), mm(left + width, at + 8, 0, 0).topLeft());
    }
    write(mm(left, y + codeSize + 8, width, 8), Qt::AlignLeft,
          QStringLiteral("接收前请核对 SHA-256；不符的文件不要导入，报告管理员。"), 9);
    return {};
}

Result<void> paint(const QList<SlipEntry>& entries, QIODevice& file) {
    QPdfWriter writer(&file);
    writer.setResolution(resolution);
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(0, 0, 0, 0)));
    writer.setTitle(QStringLiteral("数据包交接单"));
    QPainter painter;
    if (!painter.begin(&writer)) return Error{ErrorCode::DiskWriteFailed, QStringLiteral("no painter")};
    for (qsizetype i = 0; i < entries.size(); ++i) {
        if (i > 0) writer.newPage();
        if (auto painted = paintPage(painter, entries[i]); !painted) return painted;
    }
    if (!painter.end()) return Error{ErrorCode::DiskWriteFailed, QStringLiteral("painter")};
    return {};
}

} // namespace

QString hashGroups(const QByteArray& hash) {
    constexpr int groups = 8;
    const auto hex = QString::fromLatin1(hash.toHex().toUpper());
    QStringList result;
    for (int i = 0; i < groups; ++i)
        result << hex.mid(qsizetype(i) * 4, 4);
    return result.join(QLatin1Char(' '));
}

QString slipCode(const Envelope& envelope) {
    const auto& h = envelope.header;
    return QStringLiteral("jixiao:package?n=%1&p=%2&of=%3&c=%4&h=%5&s=%6&r=%7")
        .arg(h.sequence)
        .arg(h.part)
        .arg(h.parts)
        .arg(h.records)
        .arg(QString::fromLatin1(envelope.fileHash.toHex()), h.sender.toString(),
             h.receiver.isNull() ? QString() : h.receiver.toString());
}

Result<void> writeSlip(const QList<SlipEntry>& entries, const QString& path) {
    if (entries.isEmpty()) return Error{ErrorCode::InvalidInput, QStringLiteral("no package")};
    return replaceFile(path, [&](QIODevice& file) { return paint(entries, file); });
}

} // namespace jixiao::package
