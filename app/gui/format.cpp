#include "app/gui/format.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace jixiao {

QString minuteText(qint64 atMs) {
    return QDateTime::fromMSecsSinceEpoch(atMs).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString friendlyTime(qint64 atMs, qint64 nowMs) {
    if (atMs <= 0) return {};
    const auto at = QDateTime::fromMSecsSinceEpoch(atMs);
    const auto today = QDateTime::fromMSecsSinceEpoch(nowMs).date();
    const auto time = at.toString(QStringLiteral("HH:mm"));
    if (at.date() == today) return QCoreApplication::translate("Format", "今天 %1").arg(time);
    if (at.date() == today.addDays(-1)) return QCoreApplication::translate("Format", "昨天 %1").arg(time);
    if (at.date().year() == today.year())
        return QCoreApplication::translate("Format", "%1月%2日 %3")
            .arg(at.date().month())
            .arg(at.date().day())
            .arg(time);
    return QCoreApplication::translate("Format", "%1年%2月%3日")
        .arg(at.date().year())
        .arg(at.date().month())
        .arg(at.date().day());
}

QString friendlyDay(qint64 atMs, qint64 nowMs) {
    if (atMs <= 0) return {};
    const auto day = QDateTime::fromMSecsSinceEpoch(atMs).date();
    const auto today = QDateTime::fromMSecsSinceEpoch(nowMs).date();
    if (day == today) return QCoreApplication::translate("Format", "今天");
    if (day == today.addDays(-1)) return QCoreApplication::translate("Format", "昨天");
    if (day.year() == today.year())
        return QCoreApplication::translate("Format", "%1月%2日").arg(day.month()).arg(day.day());
    return QCoreApplication::translate("Format", "%1年%2月%3日").arg(day.year()).arg(day.month()).arg(day.day());
}

QString clockTime(qint64 atMs) {
    return atMs > 0 ? QDateTime::fromMSecsSinceEpoch(atMs).toString(QStringLiteral("HH:mm")) : QString();
}

Money budgetOf(const QString& amount, const QString& moneyUnit) {
    const auto unit = moneyUnit == QStringLiteral("元") ? MoneyUnit::Yuan : MoneyUnit::WanYuan;
    return Money::parse(amount, unit).valueOr(Money());
}

QString nameOf(const FormSummary& form, const FormCatalogue& catalogue) {
    if (!form.projectName.isEmpty()) return form.projectName;
    if (!form.title.isEmpty()) return form.title;
    const auto* known = catalogue.find(form.form);
    return known != nullptr ? known->name : form.form;
}

QString statusName(FormStatus status) {
    switch (status) {
    case FormStatus::Draft:
        return QStringLiteral("draft");
    case FormStatus::Waiting:
        return QStringLiteral("waiting");
    case FormStatus::Sending:
        return QStringLiteral("sending");
    case FormStatus::Received:
        return QStringLiteral("received");
    case FormStatus::Returned:
        return QStringLiteral("returned");
    case FormStatus::Approved:
        return QStringLiteral("approved");
    case FormStatus::Conflict:
        return QStringLiteral("conflict");
    case FormStatus::Refused:
        return QStringLiteral("refused");
    }
    return {};
}

QString markedExcerpt(const SearchHit& hit, int length) {
    const int first = hit.highlights.isEmpty() ? 0 : hit.highlights.first().first;
    const auto boundary = [&](int at) {
        return at > 0 && at < hit.text.size() && hit.text.at(at).isLowSurrogate() ? at - 1 : at;
    };
    int at = boundary(std::max(0, first - length / 4));
    const int end = boundary(int(std::min<qsizetype>(at + length, hit.text.size())));
    const auto part = [&](int to) { return hit.text.mid(at, to - at).simplified().toHtmlEscaped(); };
    QString text = hit.textBegin + at > 0 ? QStringLiteral("…") : QString();
    for (const auto& [begin, size] : hit.highlights) {
        if (begin >= end) break;
        text += part(begin);
        at = begin;
        const int stop = std::min(begin + size, end);
        text += QStringLiteral("<b>%1</b>").arg(part(stop));
        at = stop;
    }
    text += part(end);
    return end < hit.text.size() ? text + QStringLiteral("…") : text;
}

} // namespace jixiao
