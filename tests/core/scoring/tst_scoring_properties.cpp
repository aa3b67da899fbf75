#include "core/scoring/standard.h"
#include "core/scoring/weights.h"
#include "tests/core/scoring/scoring_fixture.h"
#include "tests/support/properties.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace jixiao;
using namespace jixiao::scoring;

namespace {

/// Works out "(1−(15−12)÷12)×10" the way a person with a pocket calculator does.
class Calculator {
public:
    explicit Calculator(const QString& line) : line_(line) {}
    double value() { return sum(); }
    bool atEnd() const { return at_ == line_.size(); }

private:
    QChar peek() const { return at_ < line_.size() ? line_[at_] : QChar(); }
    double sum() {
        double result = product();
        while (peek() == u'+' || peek() == u'−')
            result += line_[at_++] == u'+' ? product() : -product();
        return result;
    }
    double product() {
        double result = factor();
        while (peek() == u'×' || peek() == u'÷')
            result = line_[at_++] == u'×' ? result * factor() : result / factor();
        return result;
    }
    double factor() {
        if (peek() == u'(') {
            ++at_;
            const double inner = sum();
            ++at_;
            return inner;
        }
        const auto begin = at_;
        while (peek().isDigit() || peek() == u'.' || (at_ == begin && peek() == u'-'))
            ++at_;
        double result = line_.mid(begin, at_ - begin).toDouble();
        if (peek() == u'%') {
            ++at_;
            result /= 100;
        }
        return result;
    }

    QString line_;
    qsizetype at_ = 0;
};

/// "…，93÷95×12.5 = 12.24（…）": both sides agree to half a hundredth. True when the line has no "=".
bool addsUp(QString line) {
    line.truncate(line.contains(u'（') ? line.indexOf(u'（') : line.size());
    const auto at = line.lastIndexOf(u" = "_qs);
    if (at < 0) return true;
    auto left = line.left(at);
    left.remove(0, std::max(left.lastIndexOf(u'，'), left.lastIndexOf(u'：')) + 1);
    left.remove(u"建议"_qs);
    Calculator calculator(left);
    const double value = calculator.value();
    return calculator.atEnd() && std::abs(value - line.mid(at + 3).toDouble()) <= 0.005 + 1e-9;
}

rc::Gen<Decimal> decimals(int low, int high) {
    return rc::gen::map(
        rc::gen::pair(rc::gen::inRange(low * 1000, high * 1000), rc::gen::inRange(0, 4)),
        [](const std::pair<int, int>& drawn) { return Decimal::of(drawn.first, 3).rounded(drawn.second); });
}

rc::Gen<Decimal> weights() {
    return rc::gen::map(rc::gen::inRange(1, 10'001), [](int hundredths) { return Decimal::of(hundredths, 2); });
}

QString anyTarget() {
    const auto value = *decimals(0, 200);
    const auto upper = value.plus(*decimals(0, 100));
    const auto unit = *rc::gen::element(u"%"_qs, u"‰"_qs, u"件"_qs, QString());
    const auto sign = *rc::gen::element(u"≥"_qs, u">"_qs, u"≤"_qs, u"<"_qs, u"="_qs, u"-"_qs);
    if (sign == u'-') return written(value) + u'-' + written(*upper, unit);
    return sign + written(value, unit);
}

/// A higher actual value never earns less where more is better, nor more where less is better.
bool isOrdered(const Indicator& row, const Decimal& lower, const Decimal& higher, const Score& a, const Score& b) {
    if (row.target.kind() == TargetValue::Kind::Range) {
        const auto& low = row.target.value();
        const auto& high = row.target.upper();
        return higher <= low ? *a.score <= *b.score : lower < high || *a.score >= *b.score;
    }
    const bool less = row.comparator == Comparator::AtMost || row.comparator == Comparator::Below ||
                      (row.comparator == Comparator::Equal && row.target.value().isZero());
    return less ? *a.score >= *b.score : *a.score <= *b.score;
}

Project anyProject(bool withWeights) {
    Project project;
    const int count = *rc::gen::inRange(1, 30);
    const QStringList levels{u"产出指标"_qs, u"效益指标"_qs, u"满意度指标"_qs};
    for (int i = 0; i < count; ++i) {
        const auto level = levels[i < 3 ? i : *rc::gen::inRange(0, 3)];
        auto row = indicator(level, level + QString::number(*rc::gen::inRange(0, 3)), u"指标"_qs, anyTarget());
        if (withWeights) row.weight = *weights();
        project.indicators.append(row);
        auto outcome = reached(written(*decimals(2, 300)));
        if (*rc::gen::inRange(0, 8) == 0) outcome.actual.clear();
        if (!withWeights && *rc::gen::inRange(0, 8) == 0) outcome.notApplicable = u"未实施"_qs;
        project.outcomes.append(outcome);
    }
    const auto budget = *rc::gen::inRange<qint64>(1, 1'000'000'000'000'000);
    project.funds = {Money::fromFen(budget), Money::fromFen(*rc::gen::inRange<qint64>(0, budget + 1)), {}};
    return project;
}

Decimal plus(const Decimal& a, const Decimal& b) { return *a.plus(b); }

} // namespace

class ScoringPropertiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { fixPropertySeed(); }
    void scoresAreBoundedOrderedAndExplained();
    void totalsAddUp();
    void orderDoesNotMatter();
    void equalPartsMakeTheWhole();
    void standardsAreOrdered();
};

void ScoringPropertiesTest::scoresAreBoundedOrderedAndExplained() {
    QVERIFY(rc::check("0 ≤ score ≤ w, two places, ordered by the actual value, and the line works out", [] {
        const auto row = indicator(u"产出指标"_qs, u"数量指标"_qs, u"指标"_qs, anyTarget());
        const auto weight = *weights();
        const auto unit = row.unit;
        auto low = *decimals(-50, 400);
        auto high = *decimals(-50, 400);
        if (high < low) std::swap(low, high);
        const ScoringContext context{rules(), SatisfactionRule::Ratio, {}};
        const auto a = scoreIndicator(row, reached(written(low, unit)), weight, context);
        const auto b = scoreIndicator(row, reached(written(high, unit)), weight, context);
        for (const auto& score : {a, b}) {
            RC_ASSERT(score.state == State::Scored);
            RC_ASSERT(*score.score >= Decimal(0));
            RC_ASSERT(*score.score <= weight);
            RC_ASSERT(score.score->normalized().scale() <= 2);
            RC_ASSERT(addsUp(score.arithmetic));
        }
        RC_ASSERT(isOrdered(row, low, high, a, b));
    }));
    QVERIFY(!addsUp(u"93÷95×12.5 = 12.25"_qs));
    QVERIFY(addsUp(u"晚30天，(1−30÷242)×10 = 8.76"_qs));
}

void ScoringPropertiesTest::totalsAddUp() {
    QVERIFY(rc::check("total = Σ scores, maximum = Σ weights = 100 unless something is noted", [] {
        const auto project = anyProject(false);
        const auto name = *rc::gen::element(u"NAT2020"_qs, u"NAT2021"_qs, u"HUBEI"_qs, u"SICHUAN"_qs);
        const auto result = evaluate(project, *rules().profile(name), rules());
        Decimal total = result.execution.score.score.value_or(Decimal());
        Decimal maximum = *result.execution.score.weight;
        for (const auto& row : result.indicators) {
            if (row.score.score) total = plus(total, *row.score.score);
            if (row.score.state != State::NotApplicable) maximum = plus(maximum, *row.score.weight);
        }
        RC_ASSERT(result.total == total);
        RC_ASSERT(result.maximum == maximum);
        RC_ASSERT(result.total <= result.maximum);
        RC_ASSERT(maximum == Decimal(100) || !result.notes.isEmpty());
        RC_ASSERT(result.grade.isEmpty() == !result.isComplete);
        RC_ASSERT(addsUp(result.totalArithmetic()));
    }));
}

void ScoringPropertiesTest::orderDoesNotMatter() {
    QVERIFY(rc::check("rows in another order: the same scores and total", [] {
        const auto project = anyProject(true);
        QList<int> order;
        for (int i = 0; i < project.indicators.size(); ++i)
            order.append(i);
        for (int i = int(order.size()) - 1; i > 0; --i)
            order.swapItemsAt(i, *rc::gen::inRange(0, i + 1));
        Project shuffled = project;
        for (int i = 0; i < order.size(); ++i) {
            shuffled.indicators[i] = project.indicators[order[i]];
            shuffled.outcomes[i] = project.outcomes[order[i]];
        }
        const auto& profile = *rules().profile(u"NAT2020"_qs);
        const auto a = evaluate(project, profile, rules());
        const auto b = evaluate(shuffled, profile, rules());
        RC_ASSERT(a.total == b.total);
        RC_ASSERT(a.grade == b.grade);
        for (int i = 0; i < order.size(); ++i)
            RC_ASSERT(b.indicators[i].score.arithmetic == a.indicators[order[i]].score.arithmetic);
    }));
}

void ScoringPropertiesTest::equalPartsMakeTheWhole() {
    QVERIFY(rc::check("parts ≥ 0 with two places, all but the last alike, and together the total", [] {
        const auto total = *weights();
        const auto parts = equalSplit(total, *rc::gen::inRange(1, 500));
        Decimal sum;
        for (const auto& part : parts) {
            RC_ASSERT(!part.isNegative());
            RC_ASSERT(part.normalized().scale() <= 2);
            RC_ASSERT(part == parts.first() || &part == &parts.last());
            sum = plus(sum, part);
        }
        RC_ASSERT(sum == total);
    }));
    QVERIFY(equalSplit(Decimal(10), 0).isEmpty());
}

void ScoringPropertiesTest::standardsAreOrdered() {
    QVERIFY(rc::check("points within 0–100 and ordered by the value, up and down", [] {
        const bool up = *rc::gen::arbitrary<bool>();
        auto bounds = *rc::gen::unique<std::vector<int>>(3, rc::gen::inRange(1, 99));
        std::sort(bounds.begin(), bounds.end());
        if (up) std::reverse(bounds.begin(), bounds.end());
        const auto unit = *rc::gen::element(u"%"_qs, u"起"_qs);
        QStringList cells;
        for (const int bound : bounds)
            cells.append((up ? u'≥' : u'≤') + QString::number(bound) + unit);
        cells.append((up ? u'<' : u'>') + QString::number(bounds.back()) + unit);
        const auto standard = Standard::parse(cells, rules());
        auto low = *decimals(0, 120);
        auto high = *decimals(0, 120);
        if (high < low) std::swap(low, high);
        const auto how = *rc::gen::element(StandardPoints::Interpolated, StandardPoints::Flat);
        const auto a = standard.score(written(low, unit), how);
        const auto b = standard.score(written(high, unit), how);
        RC_ASSERT(a.state == StandardScore::State::Graded && b.state == StandardScore::State::Graded);
        RC_ASSERT(*a.score >= Decimal(0) && *a.score <= Decimal(100));
        RC_ASSERT((up ? *a.score <= *b.score : *a.score >= *b.score));
        if (!a.arithmetic.contains(u'，') && how == StandardPoints::Interpolated) RC_ASSERT(addsUp(a.arithmetic));
    }));
}

QTEST_GUILESS_MAIN(ScoringPropertiesTest)
#include "tst_scoring_properties.moc"
