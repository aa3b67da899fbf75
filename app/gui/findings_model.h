#pragma once

#include "core/forms/form_template.h"
#include "core/review/review.h"

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
    };
    Q_ENUM(Roles)

    explicit FindingsModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< rule, severity, dimension, path, place, section, message,
                                                       ///< fixLabel

    void setFindings(const QList<Finding>& findings, const FormTemplate& form);
    /// Back to a form nobody has reviewed yet.
    void clear();
    bool isReviewed() const { return reviewed_; }
    const QList<Finding>& findings() const { return findings_; }
    int count() const { return int(findings_.size()); }
    int errors() const { return countOf(Severity::Error); }
    int warnings() const { return countOf(Severity::Warning); }
    int hints() const { return countOf(Severity::Hint); }

Q_SIGNALS:
    void countsChanged();

private:
    int countOf(Severity severity) const;

    void replace(const QList<Finding>& findings, const FormTemplate& form);

    QList<Finding> findings_;
    bool reviewed_ = false;
    QStringList places_;
    QStringList sections_;
};

} // namespace jixiao
