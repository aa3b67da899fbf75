#include "app/gui/findings_model.h"

#include "app/gui/format.h"

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

QString answerName(Answer answer) {
    switch (answer) {
    case Answer::Missing:
        return QStringLiteral("missing");
    case Answer::Given:
        return QStringLiteral("given");
    case Answer::Outdated:
        return QStringLiteral("outdated");
    case Answer::NotNeeded:
        break;
    }
    return {};
}

QString authorOf(const Explanation& explanation, qint64 nowMs) {
    if (explanation.isBlank()) return {};
    QStringList parts;
    if (!explanation.personName.isEmpty()) parts += explanation.personName;
    if (explanation.atMs > 0) parts += friendlyTime(explanation.atMs, nowMs);
    return parts.join(QStringLiteral(" · "));
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
    case AnswerRole:
        return answerName(explained_.at(index.row()).answer);
    case ExplanationRole:
        return explained_.at(index.row()).explanation.text;
    case ExplainedByRole:
        return authorOf(explained_.at(index.row()).explanation, nowMs_);
    case SameRuleRole:
        return unexplainedOfRule(index.row());
    default:
        return {};
    }
}

QHash<int, QByteArray> FindingsModel::roleNames() const {
    return {{RuleRole, "rule"},
            {SeverityRole, "severity"},
            {DimensionRole, "dimension"},
            {PathRole, "path"},
            {PlaceRole, "place"},
            {SectionRole, "section"},
            {MessageRole, "message"},
            {FixLabelRole, "fixLabel"},
            {AnswerRole, "answer"},
            {ExplanationRole, "explanation"},
            {ExplainedByRole, "explainedBy"},
            {SameRuleRole, "sameRule"}};
}

void FindingsModel::setFindings(const QList<Finding>& findings, const FormTemplate& form) {
    auto sorted = findings;
    std::stable_sort(sorted.begin(), sorted.end(), [&](const Finding& a, const Finding& b) {
        const bool hint = a.severity == Severity::Hint;
        if (warningsFirst_ && hint != (b.severity == Severity::Hint)) return !hint;
        const int left = sectionOf(a.path, form);
        const int right = sectionOf(b.path, form);
        return left != right ? left < right : a.severity < b.severity;
    });
    const auto same = std::equal(sorted.begin(), sorted.end(), findings_.begin(), findings_.end(),
                                 [](const Finding& a, const Finding& b) {
                                     return a.rule == b.rule && a.path == b.path && a.message == b.message;
                                 });
    const bool first = !std::exchange(reviewed_, true);
    const bool sameOrder = warningsFirst_ == std::exchange(sortedForDecision_, warningsFirst_);
    if (same && sameOrder)
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
    explained_.clear();
    for (const auto& finding : findings_)
        explained_.append({finding.severity == Severity::Warning ? Answer::Missing : Answer::NotNeeded, {}});
    places_.clear();
    sections_.clear();
    for (const auto& finding : findings_) {
        places_.append(placeOf(finding.path, form));
        const int section = sectionOf(finding.path, form);
        const auto label = section < form.sections.size() ? form.sections.at(section).label : tr("整张表");
        const bool apart = sortedForDecision_ && finding.severity == Severity::Hint;
        sections_.append(apart ? tr("提示 · %1").arg(label) : label);
    }
    endResetModel();
}

void FindingsModel::setExplained(const QList<Explained>& explained, qint64 nowMs) {
    if (explained.size() != findings_.size()) return;
    const int missing = unexplained();
    const int given = explainedWarnings();
    explained_ = explained;
    nowMs_ = nowMs;
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1), {AnswerRole, ExplanationRole, ExplainedByRole, SameRuleRole});
    if (missing != unexplained() || given != explainedWarnings()) Q_EMIT countsChanged();
}

int FindingsModel::unexplainedOfRule(int row) const {
    int others = 0;
    for (int i = 0; i < count(); ++i) {
        const auto answer = explained_.at(i).answer;
        const bool open = answer == Answer::Missing || answer == Answer::Outdated;
        others += i != row && open && findings_.at(i).rule == findings_.at(row).rule ? 1 : 0;
    }
    return others;
}

int FindingsModel::countOf(Severity severity) const {
    return int(std::count_if(findings_.begin(), findings_.end(),
                             [severity](const Finding& finding) { return finding.severity == severity; }));
}

} // namespace jixiao
