#include "tests/bench/report.h"

#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QSysInfo>
#include <QThread>

#include <cmath>

namespace jixiao::bench {

namespace {

QString budgetText(const Measure& measure) {
    const auto number = QString::number(measure.budget);
    switch (measure.limit) {
    case Limit::Ratio:
        return QStringLiteral("ratio <= %1").arg(number);
    case Limit::Overhead:
        return QStringLiteral("value - baseline <= %1 %2").arg(number, measure.unit);
    case Limit::Value:
        break;
    }
    return QStringLiteral("value <= %1 %2").arg(number, measure.unit);
}

QJsonObject machine() {
    QFile load(QStringLiteral("/proc/loadavg"));
    const auto loads = load.open(QIODevice::ReadOnly) ? QString::fromLatin1(load.readAll().simplified()) : QString();
    return {{QStringLiteral("qt"), QString::fromLatin1(qVersion())},
            {QStringLiteral("platform"), QGuiApplication::platformName()},
            {QStringLiteral("renderer"), qEnvironmentVariable("QT_QUICK_BACKEND")},
            {QStringLiteral("system"), QSysInfo::prettyProductName()},
            {QStringLiteral("processors"), QThread::idealThreadCount()},
            {QStringLiteral("load"), loads}};
}

} // namespace

double rounded(double number) { return std::round(number * 1000.0) / 1000.0; }

double Measure::limited() const {
    switch (limit) {
    case Limit::Ratio:
        return baseline > 0 ? value / baseline : HUGE_VAL;
    case Limit::Overhead:
        return value - baseline;
    case Limit::Value:
        break;
    }
    return value;
}

void Report::add(const Measure& measure) {
    const auto suffix = QStringLiteral("_") + measure.unit.toLower();
    QJsonObject entry = {{QStringLiteral("value") + suffix, rounded(measure.value)},
                         {QStringLiteral("measured"), measure.valueIs},
                         {QStringLiteral("baseline") + suffix, rounded(measure.baseline)},
                         {QStringLiteral("baseline"), measure.baselineIs},
                         {QStringLiteral("ratio"), rounded(measure.value / measure.baseline)},
                         {QStringLiteral("budget"), budgetText(measure)},
                         {QStringLiteral("ok"), measure.isOk()}};
    if (measure.limit == Limit::Overhead) entry.insert(QStringLiteral("overhead") + suffix, rounded(measure.limited()));
    if (!measure.details.isEmpty()) entry.insert(QStringLiteral("details"), measure.details);
    measures_.insert(measure.name, entry);
    allOk_ = allOk_ && measure.isOk();
}

void Report::addMissing(const QString& name, const QString& why) {
    measures_.insert(name, QJsonObject{{QStringLiteral("not_measured"), why}, {QStringLiteral("ok"), false}});
    allOk_ = false;
}

QByteArray Report::toJson() const {
    return QJsonDocument(QJsonObject{{QStringLiteral("measures"), measures_},
                                     {QStringLiteral("machine"), machine()},
                                     {QStringLiteral("ok"), allOk_}})
        .toJson();
}

} // namespace jixiao::bench
