#pragma once

#include <QJsonObject>
#include <QString>

namespace jixiao::bench {

/// What a budget limits.
enum class Limit { Value, Ratio, Overhead }; ///< value; value / baseline; value − baseline

/// One measured thing beside what it is compared with.
struct Measure {
    QString name;
    QString unit; ///< "ms" or "MiB"; part of the keys of the JSON
    double value = 0;
    QString valueIs; ///< what was measured, in words
    double baseline = 0;
    QString baselineIs;
    Limit limit = Limit::Value;
    double budget = 0;
    QJsonObject details = {}; ///< further numbers, without a budget

    double limited() const;
    bool isOk() const { return limited() <= budget; }
};

/// The JSON object the program prints.
class Report {
public:
    void add(const Measure& measure);
    /// A measure that could not be taken here, which is not a passed one.
    void addMissing(const QString& name, const QString& why);
    bool allOk() const { return allOk_; }
    QByteArray toJson() const;

private:
    QJsonObject measures_;
    bool allOk_ = true;
};

/// Rounded to a microsecond, so that the JSON stays readable.
double rounded(double number);

} // namespace jixiao::bench
