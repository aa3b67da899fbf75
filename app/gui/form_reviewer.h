#pragma once

#include "core/review/quality.h"
#include "core/review/unit_forms.h"
#include "core/rulebook/rule_shelf.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace jixiao {

/// Reviews the open form while it is being typed: off the UI thread, never two reviews at once, answers in order. What
/// is asked for while one runs is reviewed after it in one go, as it stands by then. After the first review of a form
/// only the rules that read what has changed run again. UI thread.
class FormReviewer : public QObject {
    Q_OBJECT

public:
    /// How much the newest review looked at.
    struct Effort {
        int rulesRun = 0;
        int rulesInAll = 0;
        bool whole = true;  ///< other forms, other facts, or the first review: everything anew
        QString rules = {}; ///< their version
    };

    /// All of them outlive it.
    FormReviewer(QThreadPool& pool, const FormCatalogue& catalogue, const RuleShelf& rules);
    ~FormReviewer() override;

    /// The form as it stands now, beside the unit's other forms; what the rules say is in the language.
    void review(const FormDocument& document, const std::shared_ptr<const UnitForms>& beside,
                const QString& language = {});
    /// Another form is opened, or none: what is under way is not reported any more.
    void forget();
    bool isBusy() const { return busy_ || asked_; }
    Effort effort() const { return effort_; }

Q_SIGNALS:
    /// What the rules say of the form as it stood when the review began.
    void reviewed(const jixiao::FormDocument& document, const QList<jixiao::Finding>& findings,
                  const jixiao::Quality& quality);

private:
    struct Asked {
        FormDocument document;
        std::shared_ptr<const UnitForms> beside;
        QString language = {};
    };
    struct Answer {
        QList<Finding> findings;
        Quality quality;
        Effort effort;
    };
    struct Session;

    void start();

    QThreadPool& pool_;
    const FormCatalogue& catalogue_;
    const RuleShelf& rules_;
    std::shared_ptr<Session> session_; ///< used by one worker at a time
    std::optional<Asked> asked_;       ///< what is to be reviewed next
    bool busy_ = false;
    Effort effort_;
};

/// What is known about the copy people work on. Any thread.
FormFacts workingFacts(const FormDocument& document, const UnitForms& beside);

/// All the rules at once: what the reviewer will say of this text in the end. Any thread.
QList<Finding> findingsOf(const FormDocument& document, const UnitForms& beside, const FormCatalogue& catalogue,
                          const RuleSet& rules = RuleSet::builtIn());

} // namespace jixiao
