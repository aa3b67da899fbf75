#include "app/gui/findings_filter.h"

namespace jixiao {

void FindingsFilter::setFindings(FindingsModel* findings) {
    if (findings_ == findings) return;
    findings_ = findings;
    setSourceModel(findings);
    Q_EMIT findingsChanged();
}

void FindingsFilter::setSeverity(const QString& severity) {
    if (severity_ == severity) return;
    severity_ = severity;
    invalidateFilter();
    Q_EMIT severityChanged();
}

int FindingsFilter::findingAt(int row) const { return mapToSource(index(row, 0)).row(); }

bool FindingsFilter::filterAcceptsRow(int row, const QModelIndex&) const {
    return severity_.isEmpty() ||
           findings_->data(findings_->index(row), FindingsModel::SeverityRole).toString() == severity_;
}

} // namespace jixiao
