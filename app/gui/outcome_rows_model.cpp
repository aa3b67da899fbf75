#include "app/gui/outcome_rows_model.h"

#include <algorithm>
#include <array>
#include <functional>

namespace jixiao {

namespace {

using Row = OutcomeRowsModel::Row;

struct RoleEntry {
    int role;
    const char* name;
    QVariant (*value)(const Row& row);
};

// One line a role, in the order of the enumeration.
const std::array roles{
    RoleEntry{OutcomeRowsModel::NameRole, "name", [](const Row& row) { return QVariant(row.name); }},
    RoleEntry{OutcomeRowsModel::LevelRole, "level", [](const Row& row) { return QVariant(row.level); }},
    RoleEntry{OutcomeRowsModel::TargetRole, "target", [](const Row& row) { return QVariant(row.target); }},
    RoleEntry{OutcomeRowsModel::KindRole, "kind", [](const Row& row) { return QVariant(row.kind); }},
    RoleEntry{OutcomeRowsModel::TypedRole, "typed", [](const Row& row) { return QVariant(row.typed); }},
    RoleEntry{OutcomeRowsModel::UnitTextRole, "unitText", [](const Row& row) { return QVariant(row.unitText); }},
    RoleEntry{OutcomeRowsModel::WordsRole, "words", [](const Row& row) { return QVariant(row.words); }},
    RoleEntry{OutcomeRowsModel::LastRole, "last", [](const Row& row) { return QVariant(row.last); }},
    RoleEntry{OutcomeRowsModel::LastFromRole, "lastFrom", [](const Row& row) { return QVariant(row.lastFrom); }},
    RoleEntry{OutcomeRowsModel::StateRole, "scoreState", [](const Row& row) { return QVariant(row.state); }},
    RoleEntry{OutcomeRowsModel::ScoreRole, "score", [](const Row& row) { return QVariant(row.score); }},
    RoleEntry{OutcomeRowsModel::WeightRole, "weight", [](const Row& row) { return QVariant(row.weight); }},
    RoleEntry{OutcomeRowsModel::GradeRole, "grade", [](const Row& row) { return QVariant(row.grade); }},
    RoleEntry{OutcomeRowsModel::ArithmeticRole, "arithmetic", [](const Row& row) { return QVariant(row.arithmetic); }},
    RoleEntry{OutcomeRowsModel::WeightFromRole, "weightFrom", [](const Row& row) { return QVariant(row.weightFrom); }},
    RoleEntry{OutcomeRowsModel::LightRole, "light", [](const Row& row) { return QVariant(row.light); }},
    RoleEntry{OutcomeRowsModel::LightFromRole, "lightFrom", [](const Row& row) { return QVariant(row.lightFrom); }},
    RoleEntry{OutcomeRowsModel::NeedsRole, "needs", [](const Row& row) { return QVariant(row.needs); }},
    RoleEntry{OutcomeRowsModel::NotesRole, "notes", [](const Row& row) { return QVariant(row.notes); }},
    RoleEntry{OutcomeRowsModel::AsksReasonRole, "asksReason", [](const Row& row) { return QVariant(row.asksReason); }},
    RoleEntry{OutcomeRowsModel::ReasonRole, "reason", [](const Row& row) { return QVariant(row.reason); }},
    RoleEntry{OutcomeRowsModel::DeviationClassRole, "deviationClass",
              [](const Row& row) { return QVariant(row.deviationClass); }},
    RoleEntry{OutcomeRowsModel::NoteRole, "note", [](const Row& row) { return QVariant(row.note); }},
    RoleEntry{OutcomeRowsModel::EvidenceRole, "evidence", [](const Row& row) { return QVariant(row.evidence); }},
    RoleEntry{OutcomeRowsModel::NotApplicableRole, "notApplicable",
              [](const Row& row) { return QVariant(row.notApplicable); }},
    RoleEntry{OutcomeRowsModel::GivenScoreRole, "givenScore", [](const Row& row) { return QVariant(row.givenScore); }},
    RoleEntry{OutcomeRowsModel::TargetTooLowRole, "targetTooLow",
              [](const Row& row) { return QVariant(row.targetTooLow); }},
    RoleEntry{OutcomeRowsModel::OverRole, "over", [](const Row& row) { return QVariant(row.over); }},
    RoleEntry{OutcomeRowsModel::SurveyRole, "survey", [](const Row& row) { return QVariant(row.survey); }},
    RoleEntry{OutcomeRowsModel::SampleSizeRole, "sampleSize", [](const Row& row) { return QVariant(row.sampleSize); }},
    RoleEntry{OutcomeRowsModel::SurveyDateRole, "surveyDate", [](const Row& row) { return QVariant(row.surveyDate); }},
    RoleEntry{OutcomeRowsModel::CountableRole, "countable", [](const Row& row) { return QVariant(row.countable); }},
    RoleEntry{OutcomeRowsModel::MonthCountRole, "monthCount", [](const Row& row) { return QVariant(row.monthCount); }},
    RoleEntry{OutcomeRowsModel::ByRole, "by", [](const Row& row) { return QVariant(row.by); }},
    RoleEntry{OutcomeRowsModel::FilesRole, "files", [](const Row& row) { return QVariant(row.files); }},
};

const QList<int>& allButFiles() {
    static const QList<int> list = [] {
        QList<int> made;
        for (const auto& entry : roles)
            if (entry.role != OutcomeRowsModel::FilesRole) made.append(entry.role);
        return made;
    }();
    return list;
}

bool isFilled(const Row& row) { return !row.typed.trimmed().isEmpty() || !row.notApplicable.trimmed().isEmpty(); }

} // namespace

int OutcomeRowsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant OutcomeRowsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const int place = role - NameRole;
    if (place < 0 || place >= int(roles.size())) return {};
    return roles.at(place).value(rows_.at(index.row()));
}

QHash<int, QByteArray> OutcomeRowsModel::roleNames() const {
    QHash<int, QByteArray> names;
    for (const auto& entry : roles)
        names.insert(entry.role, entry.name);
    return names;
}

void OutcomeRowsModel::setRows(const QList<Row>& rows) {
    const bool same = std::equal(rows.begin(), rows.end(), rows_.begin(), rows_.end(),
                                 [](const Row& a, const Row& b) { return a.id == b.id; });
    if (!same) {
        beginResetModel();
        rows_ = rows;
        endResetModel();
        Q_EMIT countChanged();
        return;
    }
    bool any = false;
    for (int i = 0; i < rows.size(); ++i) {
        if (rows_.at(i) == rows.at(i)) continue;
        const bool files = rows_.at(i).files != rows.at(i).files;
        rows_[i] = rows.at(i);
        // Pictures are not read anew at every keystroke.
        Q_EMIT dataChanged(index(i), index(i), files ? QList<int>() : allButFiles());
        any = true;
    }
    if (any) Q_EMIT countChanged();
}

int OutcomeRowsModel::filled() const { return int(std::count_if(rows_.begin(), rows_.end(), isFilled)); }

int OutcomeRowsModel::lacking() const {
    return int(std::count_if(rows_.begin(), rows_.end(), [](const Row& row) { return !row.needs.isEmpty(); }));
}

int OutcomeRowsModel::nextUnfilled(int row) const {
    for (int step = 1; step <= count(); ++step) {
        const int next = (std::max(row, -1) + step) % count();
        if (!isFilled(rows_.at(next))) return next;
    }
    return -1;
}

} // namespace jixiao
