#pragma once

#include "core/base/decimal.h"
#include "core/base/result.h"
#include "core/review/review.h"

namespace jixiao {

/// One rule's share of what a property lost.
struct QualityLoss {
    QString rule;
    int findings = 0;
    Decimal points;
};

/// One of the four properties a declaration is judged by.
struct QualityPart {
    QString property; ///< 完整性 相关性 适当性 可行性
    Decimal full;
    Decimal points; ///< never below zero
    QList<QualityLoss> losses;

    /// A line a person can check by hand: "30 - 4 (P48×2) - 2 (P50) = 24"; "20 - 18 (P44×3) - 6 (P43) = -4 → 0".
    QString explained() const;
};

struct Quality {
    QList<QualityPart> parts;
    Decimal total;     ///< out of 100
    QString grade;     ///< 优 良 中 差
    int gradeRank = 0; ///< 0 = the best
};

/// How findings become points: what each property is worth, what a finding of each severity costs, how many findings of
/// one rule count, which property a rule's dimension belongs to. Data, in assets/rules/quality.json.
class QualityScale {
public:
    /// Its names are in the language, "en" or (any other) Chinese.
    static const QualityScale& builtIn(const QString& language = {});
    /// Names that are not there in the language are Chinese. Errors: JsonMalformed; TemplateInvalid naming the key.
    static Result<QualityScale> fromJson(const QByteArray& json, const QString& language = {});

    /// Pure; the order of the findings does not matter.
    Quality of(const QList<Finding>& findings) const;

private:
    struct Property {
        QString name;
        Decimal full;
        QStringList dimensions;
    };
    struct Grade {
        QString name;
        Decimal from;
    };

    QList<Property> properties_;
    QList<Grade> grades_; ///< best first
    QHash<QString, Decimal> cost_;
    int counted_ = 1;
};

} // namespace jixiao
