#include "app/gui/findings_model.h"

#include <algorithm>
#include <utility>

namespace jixiao {

namespace {

int sectionOf(const FieldPath& path, const FormTemplate& form) {
    for (int i = 0; i < form.sections.size(); ++i) {
        const auto& section = form.sections.at(i);
        if (path.table.isEmpty() ? section.fields.contains(path.field) : section.table == path.table) return i;
    }
    return int(form.sections.size());
}

QString placeOf(const FieldPath& path, const FormTemplate& form) {
    const auto* spec = path.field.isEmpty() ? nullptr : form.spec(path);
    const auto field = spec != nullptr ? spec->label : QString();
    if (path.table.isEmpty()) return field;
    const auto* table = form.table(path.table);
    auto place = table != nullptr ? table->label : path.table;
    if (path.row >= 0) place = FindingsModel::tr("%1 第 %2 行").arg(place).arg(path.row + 1);
    return field.isEmpty() || field == place ? place : place + QStringLiteral(" · ") + field;
}

} // namespace

int FindingsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& finding = findings_.at(index.row());
    switch (role) {
    case RuleRole:
        return finding.rule;
    case SeverityRole:
        return severityLetter(finding.severity);
    case DimensionRole:
        return finding.dimension;
    case PathRole:
        return finding.path.toString();
    case PlaceRole:
        return places_.at(index.row());
    case SectionRole:
        return sections_.at(index.row());
    case MessageRole:
        return finding.message;
    case FixLabelRole:
        return finding.fix ? finding.fix->label : QString();
    default:
        return {};
    }
}

QHash<int, QByteArray> FindingsModel::roleNames() const {
    return {{RuleRole, "rule"},   {SeverityRole, "severity"}, {DimensionRole, "dimension"}, {PathRole, "path"},
            {PlaceRole, "place"}, {SectionRole, "section"},   {MessageRole, "message"},     {FixLabelRole, "fixLabel"}};
}

void FindingsModel::setFindings(const QList<Finding>& findings, const FormTemplate& form) {
    auto sorted = findings;
    std::stable_sort(sorted.begin(), sorted.end(), [&](const Finding& a, const Finding& b) {
        const int left = sectionOf(a.path, form);
        const int right = sectionOf(b.path, form);
        return left != right ? left < right : a.severity < b.severity;
    });
    const auto same = std::equal(sorted.begin(), sorted.end(), findings_.begin(), findings_.end(),
                                 [](const Finding& a, const Finding& b) {
                                     return a.rule == b.rule && a.path == b.path && a.message == b.message;
                                 });
    const bool first = !std::exchange(reviewed_, true);
    if (same)
        findings_ = sorted;
    else
        replace(sorted, form);
    if (!same || first) Q_EMIT countsChanged();
}

void FindingsModel::clear() {
    reviewed_ = false;
    replace({}, {});
    Q_EMIT countsChanged();
}

void FindingsModel::replace(const QList<Finding>& findings, const FormTemplate& form) {
    beginResetModel();
    findings_ = findings;
    places_.clear();
    sections_.clear();
    for (const auto& finding : findings_) {
        places_.append(placeOf(finding.path, form));
        const int section = sectionOf(finding.path, form);
        sections_.append(section < form.sections.size() ? form.sections.at(section).label : tr("整张表"));
    }
    endResetModel();
}

int FindingsModel::countOf(Severity severity) const {
    return int(std::count_if(findings_.begin(), findings_.end(),
                             [severity](const Finding& finding) { return finding.severity == severity; }));
}

} // namespace jixiao
