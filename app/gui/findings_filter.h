#pragma once

#include "app/gui/findings_model.h"

#include <QSortFilterProxyModel>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// The findings of one severity, or all of them, in the order of the model.
class FindingsFilter : public QSortFilterProxyModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(jixiao::FindingsModel* findings READ findings WRITE setFindings NOTIFY findingsChanged FINAL)
    Q_PROPERTY(
        QString severity READ severity WRITE setSeverity NOTIFY severityChanged FINAL) ///< "E", "W", "H"; "" = all

public:
    explicit FindingsFilter(QObject* parent = nullptr) : QSortFilterProxyModel(parent) {}

    FindingsModel* findings() const { return findings_; }
    void setFindings(FindingsModel* findings);
    QString severity() const { return severity_; }
    void setSeverity(const QString& severity);
    /// The row of `findings` that stands at a row of this model; -1 when there is none.
    Q_INVOKABLE int findingAt(int row) const;

Q_SIGNALS:
    void findingsChanged();
    void severityChanged();

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    FindingsModel* findings_ = nullptr;
    QString severity_;
};

} // namespace jixiao
