#include "app/gui/findings_model.h"

#include "app/gui/format.h"

#include <QHash>

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

Explained unansweredOf(const Finding& finding) {
    return {finding.severity == Severity::Warning ? Answer::Missing : Answer::NotNeeded, {}};
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
        return entries_.at(index.row()).place;
    case SectionRole:
        return entries_.at(index.row()).section;
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
    QList<Entry> entries;
    entries.reserve(findings.size());
    for (const auto& finding : findings) {
        const int section = sectionOf(finding.path, form);
        const auto label = section < form.sections.size() ? form.sections.at(section).label : tr("整张表");
        const bool apart = warningsFirst_ && finding.severity == Severity::Hint;
        entries.append({finding, placeOf(finding.path, form), apart ? tr("提示 · %1").arg(label) : label, section});
    }
    std::stable_sort(entries.begin(), entries.end(), [this](const Entry& a, const Entry& b) {
        const bool hint = a.finding.severity == Severity::Hint;
        if (warningsFirst_ && hint != (b.finding.severity == Severity::Hint)) return !hint;
        return a.sectionIndex != b.sectionIndex ? a.sectionIndex < b.sectionIndex
                                                : a.finding.severity < b.finding.severity;
    });
    const bool first = !std::exchange(reviewed_, true);
    if (replace(entries) || first) Q_EMIT countsChanged();
}

void FindingsModel::clear() {
    reviewed_ = false;
    replace({});
    Q_EMIT countsChanged();
}

/// Only what comes, goes or reads otherwise: a list that is being read stays where it is. True when any did.
bool FindingsModel::replace(const QList<Entry>& entries) {
    QHash<QString, int> wanted;
    for (const auto& entry : entries)
        ++wanted[keyOf(entry)];
    bool changed = false;
    for (int row = 0; row < entries.size(); ++row) {
        const auto key = keyOf(entries.at(row));
        while (row < entries_.size() && keyOf(entries_.at(row)) != key && wanted.value(keyOf(entries_.at(row))) == 0)
            changed = removeAt(row);
        --wanted[key];
        if (row < entries_.size() && keyOf(entries_.at(row)) == key) {
            changed = update(row, entries.at(row)) || changed;
            continue;
        }
        beginInsertRows({}, row, row);
        entries_.insert(row, entries.at(row));
        findings_.insert(row, entries.at(row).finding);
        explained_.insert(row, unansweredOf(entries.at(row).finding));
        endInsertRows();
        changed = true;
    }
    while (entries_.size() > entries.size())
        changed = removeAt(int(entries_.size()) - 1);
    return changed;
}

bool FindingsModel::removeAt(int row) {
    beginRemoveRows({}, row, row);
    entries_.removeAt(row);
    findings_.removeAt(row);
    explained_.removeAt(row);
    endRemoveRows();
    return true;
}

/// A fix may differ in what it would do although it reads the same: it is kept, and nobody needs to be told.
bool FindingsModel::update(int row, const Entry& entry) {
    const auto& old = entries_.at(row);
    const auto label = [](const Finding& finding) { return finding.fix ? finding.fix->label : QString(); };
    const bool same = old.finding.message == entry.finding.message && old.finding.severity == entry.finding.severity &&
                      old.place == entry.place && old.section == entry.section &&
                      label(old.finding) == label(entry.finding);
    entries_[row] = entry;
    findings_[row] = entry.finding;
    if (!same) Q_EMIT dataChanged(index(row), index(row));
    return !same;
}

QString FindingsModel::keyOf(const Entry& entry) {
    return entry.finding.rule + severityLetter(entry.finding.severity) + entry.finding.path.toString() + u'|' +
           entry.section;
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
