#pragma once

#include "core/base/result.h"
#include "core/domain/money.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <memory>
#include <optional>

namespace jixiao {

enum class Severity { Error, Warning, Hint }; ///< E blocks submitting, W needs a reason, H informs

QString severityLetter(Severity severity); ///< "E", "W", "H"

struct FieldEdit {
    FieldPath path;
    QString value;
    friend bool operator==(const FieldEdit&, const FieldEdit&) = default;
};

/// A correction the user can take with one tap; undoable like any edit.
struct Fix {
    QString label; ///< e.g. "改为 ≤9.70万元"
    QList<FieldEdit> edits;
};

/// One thing a rule has to say about one place.
struct Finding {
    QString rule; ///< "P50"
    Severity severity = Severity::Hint;
    QString dimension; ///< 完整性 相关性 适当性 可行性 一致性 文本 保密
    int document = 0;  ///< index into the reviewed list
    FieldPath path;
    QString message;
    std::optional<Fix> fix;
    QString chinese = {}; ///< the message in Chinese, when it is in another language

    /// The message as it is on every device, whatever its language: what a written reason answers.
    const QString& answered() const { return chinese.isEmpty() ? message : chinese; }
};

/// A row that stood in two pieces in the file it was read from.
struct SplitRow {
    FieldPath row;
    QList<QStringList> pieces; ///< the cells of each as they stood
    friend bool operator==(const SplitRow&, const SplitRow&) = default;
};

/// What is known about a form beside what stands in it. An empty member is not known, and the rules that would need it
/// say nothing.
struct FormFacts {
    /// Working copies hold the filler's name and telephone; a public copy shows no row marked as secret.
    enum class Copy { Unknown, Working, Public };
    Copy copy = Copy::Unknown;
    /// The version that was approved: the project's own form, or the outcome form its targets were copied into.
    std::shared_ptr<const FormDocument> approved;
    /// The monitoring form of the period before.
    std::shared_ptr<const FormDocument> previousPeriod;
    /// Project expenditure the unit's budget states for the year; only when all its projects are reviewed together.
    std::optional<Money> projectExpenditure;
    std::optional<bool> adjustmentRecorded; ///< the budget was adjusted by the book
    std::optional<bool> adjustmentOpen;     ///< a request for an adjustment is on its way
    std::optional<QList<Id>> surveyedRows;  ///< outcome rows with survey size, date and file
    QList<Id> manualScores;                 ///< rows whose score was set by a person and approved
    QList<SplitRow> splitRows;              ///< rows the import put together
    QSet<QString> maskedElsewhere;          ///< activities that duty tables of other units mask, without spaces
    QString secrecy;                        ///< of the record
    QString channelSecrecy;                 ///< highest level that may travel where the form is going

    /// The same documents, not merely equal ones.
    friend bool operator==(const FormFacts&, const FormFacts&) = default;
};

/// The rules as data: severities, dimensions, messages, thresholds and word lists from assets/rules/*.json, each bound
/// to a named check in code. Immutable, shareable between threads.
class RuleSet {
public:
    ~RuleSet();
    RuleSet(RuleSet&&) noexcept;
    RuleSet& operator=(RuleSet&&) noexcept;

    /// The rules shipped with the program; what they say is in the language, "en" or (any other) Chinese.
    static const RuleSet& builtIn(const QString& language = {});
    /// Errors: JsonMalformed, TemplateInvalid (unknown check, missing message) naming the rule.
    static Result<RuleSet> fromJson(const QByteArray& rulesJson, const QByteArray& wordsJson);
    /// A set that is split into several files of one version. Errors as above, also when the versions differ. What a
    /// rule does not say in the language is said in Chinese.
    static Result<RuleSet> fromJson(const QList<QByteArray>& rulesJson, const QByteArray& wordsJson,
                                    const QString& language = {});

    QString version() const;
    QStringList ruleIds() const;

private:
    friend class Reviewer;
    friend class LiveReview;
    struct Data;
    explicit RuleSet(std::unique_ptr<Data> data);
    std::unique_ptr<Data> data_;
};

/// Runs rules over filled-in forms. Pure: same input, same findings, in order of document, then place, then rule.
class Reviewer {
public:
    /// Both must outlive the reviewer.
    Reviewer(const RuleSet& rules, const FormCatalogue& catalogue) : rules_(rules), catalogue_(catalogue) {}

    /// Every rule on every document, with the documents as each other's context (duplicate codes, same names, …).
    QList<Finding> review(const QList<FormDocument>& documents) const { return review(documents, {}); }
    /// `facts` by index of the document.
    QList<Finding> review(const QList<FormDocument>& documents, const QHash<int, FormFacts>& facts) const;
    /// Rules that need only this form; `others` is the unit's other forms for the rules that compare.
    /// Forms of earlier years among them are what the form is compared with.
    QList<Finding> reviewOne(const FormDocument& document, const QList<FormDocument>& others = {},
                             const FormFacts& facts = {}) const;

private:
    const RuleSet& rules_;
    const FormCatalogue& catalogue_;
};

/// True when no finding of severity E is left.
bool maySubmit(const QList<Finding>& findings);

} // namespace jixiao
