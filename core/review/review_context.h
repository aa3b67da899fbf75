#pragma once

#include "core/review/parsed_form.h"
#include "core/review/review.h"

#include <QHash>
#include <QMap>
#include <QPair>

#include <deque>
#include <vector>

namespace jixiao::review {

/// All reviewed forms with the indexes that cross-form rules look things up in; building it is linear, and so is
/// looking up: no rule goes through all pairs of forms.
class ReviewContext {
public:
    struct Place {
        const ParsedForm* form;
        const Indicator* indicator;
    };
    struct DutyPlace {
        const ParsedForm* form;
        const DutyRow* row;
    };

    ReviewContext() = default;
    ReviewContext(const ReviewContext&) = delete;
    ReviewContext& operator=(const ReviewContext&) = delete;

    ParsedForm& add(int index, const FormDocument& document, const FormTemplate& form, const Words& words);
    /// One form with index 0, and the others beside it, indexed. False when the form's template is not known.
    bool addAll(const FormDocument& document, const QList<FormDocument>& others, const FormFacts& facts,
                const FormCatalogue& catalogue, const Words& words);
    void setFacts(int index, const FormFacts& facts) { facts_.insert(index, facts); }
    /// Call once, after the last add.
    void buildIndexes();
    /// After an edit of one form.
    void reindex(const ParsedForm& form, const FormChange& change);

    const std::deque<ParsedForm>& forms() const { return forms_; }
    ParsedForm& front() { return forms_.front(); }
    const FormFacts& facts(const ParsedForm& form) const;
    /// The unit's code: the form's own, or the only one the neighbouring forms have.
    QString unitOf(const ParsedForm& form) const { return units_.value(form.index); }
    /// Forms of the same family, unit and year, itself included.
    QList<const ParsedForm*> peers(const ParsedForm& form) const { return forms_by_.value(group(form)); }
    QList<const ParsedForm*> withSameCode(const ParsedForm& form) const;
    QList<const ParsedForm*> withSameGoals(const ParsedForm& form) const;
    /// For each spelling of the target that rates of that name have in the unit: its first place, in document order.
    QList<Place> targetsOfName(const ParsedForm& form, const Indicator& indicator) const;
    /// Quantities of the unit with the same name, number and unit of measure.
    QList<Place> sameQuantity(const ParsedForm& form, const Indicator& indicator) const;
    /// The one division every other form has in its code; empty when they disagree or are fewer than `needed`.
    QString divisionOfOthers(const ParsedForm& form, qint64 needed) const;
    /// True when at least `needed` other forms have a budget, and all of those are below the limit.
    bool othersAreBelow(const ParsedForm& form, Money limit, qint64 needed) const;
    /// The form of the same family, unit and project a year earlier; null when there is none, or more than one.
    const ParsedForm* lastYear(const ParsedForm& form) const;
    /// What the monitoring form of the period before says, by level-2 word and name; read when first asked for.
    const QHash<QString, Indicator>& previousPeriod(const ParsedForm& form, const Words& words) const;
    /// The one duty table of the form's unit and year; null when there is none, or more than one.
    const ParsedForm* dutyTable(const ParsedForm& form) const;
    /// The forms with a budget of the form's unit and year.
    QList<const ParsedForm*> budgets(const ParsedForm& form) const;
    /// What they add up to; nothing when there are none, or one cannot be read.
    std::optional<Money> budgetSum(const ParsedForm& form) const;
    /// The one form with a budget for the project of that name in the form's year; null otherwise.
    const ParsedForm* projectForm(const ParsedForm& form) const;
    /// A row about that activity in the duty table of another unit or year, masked or open; null when there is none.
    const DutyRow* elsewhere(const ParsedForm& form, const QString& activity, bool masked) const;

private:
    /// What the rules that compare budgets and codes need to know about a group of forms.
    struct Crowd {
        QHash<QString, int> divisions; ///< first characters of the long project codes
        QMap<qint64, int> totals;      ///< how many forms have that budget
        int budgets = 0;
        int unreadable = 0;
        Money sum;
    };
    /// Under which an indicator stands in the indexes; blank when it stands in none.
    struct RowKeys {
        QString target, spelling, quantity;
    };
    struct Keys {
        QString unit; ///< as written when the form was indexed
        QStringList forms, activities;
        QString group, unitCrowd, division;
        std::vector<RowKeys> rows;
        std::optional<Money> total;
        bool hasBudget = false;
    };
    using UnitCounts = QHash<QString, QHash<QString, int>>;

    QString groupOf(const ParsedForm& form, int yearsAgo) const;
    /// Of forms of the same family, unit and year.
    QString group(const ParsedForm& form) const;
    QString unitYear(const ParsedForm& form) const;
    QString project(const ParsedForm& form, int yearsAgo) const;
    static QString goalShape(const ParsedForm& form);
    static QString quantityKey(const Indicator& indicator);
    static QString activityKey(const QString& activity, bool masked);
    QStringList formKeys(const ParsedForm& form, const Keys& known) const;
    QString resolvedUnit(const ParsedForm& form) const;
    void countUnit(const ParsedForm& form, const QString& unit, int by);
    void unitWritten(const ParsedForm& form);
    void index(const ParsedForm& form);
    void unindex(const ParsedForm& form);
    void indexHead(const ParsedForm& form, Keys& keys);
    void unindexHead(const ParsedForm& form, Keys& keys);
    void indexRow(const ParsedForm& form, const Indicator& indicator, const QString& group, RowKeys& keys);
    void unindexRow(const ParsedForm& form, const Indicator* indicator, const RowKeys& keys);
    void indexActivities(const ParsedForm& form, Keys& keys);
    void count(const Keys& keys, int by);
    const ParsedForm* only(const QString& key) const;

    std::deque<ParsedForm> forms_;
    QHash<int, FormFacts> facts_;
    QHash<int, QString> units_;
    UnitCounts written_; ///< how many forms name a unit, by family and year, and by year alone
    QHash<QString, QList<const ParsedForm*>> forms_by_; ///< by group, code, goals, … each with a prefix of its own
    QHash<QString, QHash<QString, QList<Place>>> targets_;
    QHash<QString, QList<Place>> quantities_;
    QHash<QString, QList<DutyPlace>> activities_;
    QHash<QString, Crowd> crowds_;
    mutable QHash<int, QHash<QString, Indicator>> previous_;
    QHash<int, Keys> keys_; ///< under which a form stands in the indexes
};

} // namespace jixiao::review
