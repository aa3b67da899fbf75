#include "tests/structure/text_rules.h"

#include <QRegularExpression>

#include <vector>

namespace jixiao::structure {

namespace {

struct BannedText {
    QRegularExpression pattern;
    QString hint;
    bool codeOnly = false; ///< only in C++, QML and scripts; prose may speak of it
};

const std::vector<BannedText>& bannedTexts() {
    static const std::vector<BannedText> table{
        {QRegularExpression(QStringLiteral("\\b(TODO|FIXME|XXX)\\b")), QStringLiteral("finish it or open an issue")},
        {QRegularExpression(QStringLiteral("\\b(QtSql|QSqlDatabase|QSqlQuery|Qt6::Sql)\\b")),
         QStringLiteral("the only SQLite of the process is the one of core/store"), true},
        {QRegularExpression(QStringLiteral("\\b([mnu]?sleep|qSleep|sleep_for|sleep_until|qWait)\\s*\\(")),
         QStringLiteral("wait for a condition or a signal, not for time")},
        {QRegularExpression(QStringLiteral("\\bQSKIP\\b")), QStringLiteral("a test runs or fails")},
        {QRegularExpression(QStringLiteral("\\bsetContextProperty\\b")),
         QStringLiteral("hand objects to QML as typed singletons or required properties"), true},
        {QRegularExpression(QStringLiteral("\\bQtQuick\\.LocalStorage\\b")), QStringLiteral("data lives in core/store"),
         true},
        {QRegularExpression(
             QStringLiteral("\\b((deb|security|snapshot|ftp\\.\\w+)\\.debian\\.org|archive\\.ubuntu\\.com|"
                            "pypi\\.org|\\w+\\.pkg\\.dev|mirrors?\\.[\\w-]+\\.(com|cn|edu|org))"),
             QRegularExpression::CaseInsensitiveOption),
         QStringLiteral("take the address from the machine's own sources")},
    };
    return table;
}

QString provinces() {
    return QStringLiteral("national|beijing|tianjin|hebei|shanxi|liaoning|jilin|heilongjiang|shanghai|jiangsu|zhejiang|"
                          "anhui|fujian|jiangxi|shandong|henan|hubei|hunan|guangdong|guangxi|hainan|chongqing|sichuan|"
                          "guizhou|yunnan|tibet|shaanxi|gansu|qinghai|ningxia|xinjiang|"
                          "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|"
                          "贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆");
}

QString place(const SourceFile& file, qsizetype offset) {
    return file.path + u':' + QString::number(file.lineAt(offset));
}

} // namespace

QStringList textViolations(const SourceFile& file) {
    QStringList found;
    const bool prose = file.path.endsWith(u".md") || file.path.endsWith(u".txt") || file.path.endsWith(u".json");
    const bool build = file.path.endsWith(u"CMakeLists.txt");
    if (file.path.startsWith(u"assets/licenses/")) return found;
    for (const BannedText& banned : bannedTexts()) {
        if (banned.codeOnly && prose && !build) continue;
        const QRegularExpressionMatch match = banned.pattern.match(file.text);
        if (match.hasMatch())
            found << QStringLiteral("%1: \"%2\": %3")
                         .arg(place(file, match.capturedStart()), match.captured(), banned.hint);
    }
    const auto lines = file.text.count(u'\n');
    if ((file.isCpp() || file.isQml()) && lines > longestFile)
        found << QStringLiteral("%1: %2 lines, at most %3").arg(file.path).arg(lines).arg(longestFile);
    return found;
}

QStringList formNameViolations(const SourceFile& file) {
    // Comments are matched too, so that quotes in them are not taken for literals.
    static const QRegularExpression literal(
        QStringLiteral("//[^\\n]*|/\\*.*?\\*/|(?<text>\"(?:[^\"\\\\\\n]|\\\\.)*\")"),
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression name(QStringLiteral("(?<![a-z])(%1)(?![a-z])").arg(provinces()));
    QStringList found;
    if (!(file.isCpp() || file.isQml()) || file.folder(1) == u"tests") return found;
    for (auto match = literal.globalMatch(file.text); match.hasNext();) {
        const QRegularExpressionMatch text = match.next();
        if (name.match(text.captured(u"text")).hasMatch())
            found << QStringLiteral("%1: %2: forms and provinces are data in assets/")
                         .arg(place(file, text.capturedStart()), text.captured());
    }
    return found;
}

} // namespace jixiao::structure
