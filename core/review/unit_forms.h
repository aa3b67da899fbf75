#pragma once

#include "core/review/review.h"

#include <QHash>
#include <QSet>

#include <memory>

namespace jixiao {

/// A form of the unit with what was decided about it.
struct KnownForm {
    std::shared_ptr<const FormDocument> document;
    bool approved = false;  ///< what stands in it is what was approved
    bool adjusting = false; ///< approved once, and opened again by an adjustment that is not approved yet
    bool adjusted = false;  ///< approved again after an adjustment
    bool foreign = false;   ///< of another unit
    /// By the names of indicators, what was reported on the form for its year; nothing when there are no reports.
    std::optional<QStringList> surveyed = {}; ///< with size, date and file of the survey
    QStringList scoredByHand = {};            ///< with points given by a person
};

/// The unit's other forms: what an open form is compared with, and what can be told about it from them. Immutable,
/// shareable between threads.
class UnitForms {
public:
    UnitForms() = default;
    /// Linear in the number of forms; the catalogue need not outlive it.
    UnitForms(const QList<KnownForm>& forms, const FormCatalogue& catalogue);

    /// Of another unit's forms only these tell something: how they mask their activities.
    static bool concernsOthers(const FormTemplate& form);

    /// Without those of other units.
    const QList<FormDocument>& documents() const { return documents_; }
    /// Of an outcome form: the approved form of its project, whether that was adjusted, and what was reported on it;
    /// the form of the period before. Of a duty table: what other units mask. Of the unit's oldest project form: what
    /// the budget states for all projects, when there is a form for each of them. What is not known, or not known for
    /// certain, stays empty.
    FormFacts factsFor(const FormDocument& document) const;

private:
    struct Year {
        QSet<QString> projects; ///< names of the project forms
        bool unique = true;     ///< no two of them have the same name, and all have one
        Id oldest;              ///< project form
        int budgets = 0;        ///< forms that list the unit's projects
        QSet<QString> listed;
        std::optional<Money> stated; ///< what those add up to; nothing when one cannot be read
    };

    void addForeign(const FormDocument& document, const FormTemplate& form);
    void addBudget(const FormDocument& document, const FormTemplate& form);
    const KnownForm* projectForm(const FormDocument& document) const;
    std::shared_ptr<const FormDocument> previousPeriod(const FormDocument& document) const;
    std::optional<Money> projectExpenditure(const FormDocument& document) const;

    QList<FormDocument> documents_;
    QHash<QString, QList<KnownForm>> ofProject_; ///< by year and name
    QSet<QString> projectForms_;                 ///< ids of the templates with a project's budget
    QSet<QString> outcomeForms_;                 ///< … and of those with what became of the targets
    QHash<int, Year> years_;
    QHash<int, QSet<QString>> masked_; ///< activities, by year
};

} // namespace jixiao
