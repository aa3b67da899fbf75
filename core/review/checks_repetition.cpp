#include "core/review/check.h"
#include "core/review/text.h"

#include <algorithm>
#include <vector>

namespace jixiao::review {

namespace {

constexpr qsizetype edge = 8;
constexpr qsizetype longest = 5'000;

QString withoutDigits(const QString& text) {
    QString result;
    for (const QChar c : text)
        if (!c.isDigit()) result.append(c);
    return result;
}

/// True when at most `most` characters were put in, left out or replaced: distances are only worked out that far from
/// the diagonal.
bool within(const QString& a, const QString& b, qsizetype most) {
    if (std::abs(a.size() - b.size()) > most) return false;
    const qsizetype far = most + 1;
    std::vector<qsizetype> row(size_t(b.size()) + 1, far);
    for (qsizetype j = 0; j <= std::min(most, b.size()); ++j)
        row[size_t(j)] = j;
    for (qsizetype i = 1; i <= a.size(); ++i) {
        const qsizetype from = std::max<qsizetype>(0, i - most);
        const qsizetype to = std::min(b.size(), i + most);
        qsizetype diagonal = from > 0 ? row[size_t(from) - 1] : row[0];
        if (from > 0) row[size_t(from) - 1] = far;
        qsizetype best = far;
        for (qsizetype j = from; j <= to; ++j) {
            const qsizetype above = row[size_t(j)];
            qsizetype cost = std::min(far, above + 1);
            if (j > 0) {
                cost = std::min(cost, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                cost = std::min(cost, row[size_t(j) - 1] + 1);
            }
            row[size_t(j)] = cost;
            diagonal = above;
            best = std::min(best, cost);
        }
        if (best > most) return false;
    }
    return row[size_t(b.size())] <= most;
}

/// Paragraphs by how they begin, how they end, and where they stand: a changed one keeps one of the three.
QStringList keysOf(const TextCell& cell, const QString& text) {
    const QString bare = withoutDigits(text);
    return {u'<' + bare.left(edge), u'>' + bare.right(edge), u'@' + cell.path.toString()};
}

void likeLastYear(Check& check) {
    const auto* before = check.context.lastYear(check.form);
    if (!before) return;
    const auto shortest = check.number(QStringLiteral("shortest")).mantissa();
    const auto& usual = check.list(QStringLiteral("usual"));
    const auto counts = [&](const TextCell& cell, const QString& text) {
        return text.size() >= shortest && text.size() <= longest && !usual.contains(cell.path.field);
    };
    QHash<QString, QString> earlier;
    for (const auto& cell : before->texts) {
        const QString text = plain(cell.text);
        if (!counts(cell, text)) continue;
        for (const QString& key : keysOf(cell, text))
            earlier.insert(key, text);
    }
    for (const auto& cell : check.form.texts) {
        const QString text = plain(cell.text);
        if (!counts(cell, text)) continue;
        const auto differing = Decimal(text.size()).times(check.number(QStringLiteral("differing")));
        const qsizetype most = differing ? qsizetype(differing->rounded(0).mantissa()) / 100 : 0;
        const auto keys = keysOf(cell, text);
        const auto alike = [&](const QString& key) {
            const auto found = earlier.constFind(key);
            return found != earlier.cend() && within(text, *found, most);
        };
        if (std::any_of(keys.begin(), keys.end(), alike))
            check.report(cell.path, {{QStringLiteral("y"), QString::number(before->document.fiscalYear)}});
    }
}

} // namespace

QList<CheckEntry> repetitionChecks() {
    return {{QStringLiteral("like_last_year"),
             likeLastYear,
             {QStringLiteral("number:shortest"), QStringLiteral("number:differing"), QStringLiteral("list:usual")}}};
}

} // namespace jixiao::review
