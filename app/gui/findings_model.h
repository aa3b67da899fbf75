#pragma once

#include "core/forms/form_template.h"
#include "core/review/explained.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// The review panel: findings of the open form, worst first within their section.
class FindingsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by FormViewModel")
    Q_PROPERTY(int count READ count NOTIFY countsChanged FINAL)
    Q_PROPERTY(int errors READ errors NOTIFY countsChanged FINAL)
    Q_PROPERTY(int warnings READ warnings NOTIFY countsChanged FINAL)
    Q_PROPERTY(int hints READ hints NOTIFY countsChanged FINAL)
    Q_PROPERTY(int unexplained READ unexplained NOTIFY countsChanged FINAL) ///< warnings that still need a reason
    Q_PROPERTY(int explainedWarnings READ explainedWarnings NOTIFY countsChanged FINAL)
    Q_PROPERTY(bool reviewed READ isReviewed NOTIFY countsChanged FINAL) ///< false until the first review has ended

public:
    enum Roles {
        RuleRole = Qt::UserRole + 1,
        SeverityRole, ///< "E", "W", "H"
        DimensionRole,
        PathRole,
        PlaceRole,   ///< "绩效指标 第 4 行 · 指标值"
        SectionRole, ///< section label, for grouping
        MessageRole,
        FixLabelRole, ///< "" when there is none
        AnswerRole,   ///< of a warning: "missing", "given", "outdated" (written for an earlier value); else ""
        ExplanationRole,
        ExplainedByRole, ///< "李民警 · 今天 14:05"
        SameRuleRole,    ///< how many other findings of this rule still need a reason
    };
    Q_ENUM(Roles)

    explicit FindingsModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< rule, severity, dimension, path, place, section, message,
                                                       ///< fixLabel, answer, explanation, explainedBy, sameRule

    /// Reasons are to be set again afterwards.
    void setFindings(const QList<Finding>& findings, const FormTemplate& form);
    /// For who decides: what was explained stands before everything else but errors. Holds from the next setFindings().
    void setWarningsFirst(bool first) { warningsFirst_ = first; }
    /// In the order of findings().
    void setExplained(const QList<Explained>& explained, qint64 nowMs);
    const QList<Explained>& explained() const { return explained_; }
    /// Back to a form nobody has reviewed yet.
    void clear();
    bool isReviewed() const { return reviewed_; }
    const QList<Finding>& findings() const { return findings_; }
    int count() const { return int(findings_.size()); }
    int errors() const { return countOf(Severity::Error); }
    int warnings() const { return countOf(Severity::Warning); }
    int hints() const { return countOf(Severity::Hint); }
    int unexplained() const { return missingExplanations(explained_); }
    int explainedWarnings() const { return givenExplanations(explained_); }

Q_SIGNALS:
    void countsChanged();

private:
    struct Entry {
        Finding finding;
        QString place;
        QString section;
        int sectionIndex = 0;
    };

    int countOf(Severity severity) const;
    bool replace(const QList<Entry>& entries);
    bool removeAt(int row);
    bool update(int row, const Entry& entry);
    static QString keyOf(const Entry& entry);

    int unexplainedOfRule(int row) const;

    QList<Entry> entries_;
    QList<Finding> findings_;    ///< those of the entries
    QList<Explained> explained_; ///< as many
    qint64 nowMs_ = 0;           ///< when the reasons were set
    bool warningsFirst_ = false;
    bool reviewed_ = false;
};

} // namespace jixiao
