#pragma once

#include "core/forms/form_document.h"
#include "core/forms/form_template.h"
#include "core/review/grades.h"

#include <QList>

namespace jixiao::review {

/// A row of a duty–activity table: an indicator with its graded standard under an activity under a duty.
struct DutyRow {
    int row = 0;
    QMap<QString, QString> cells; ///< what it was read from
    QString duty;                 ///< own or inherited from the row above
    QString dutyGoal;
    QString activity;
    QString name;
    QString plainName;
    QString description;
    Grades grades;
    bool masked = false; ///< "**" in a cell
    bool marked = false; ///< marked as secret
    /// Nothing but the duty and its goal: the row that opens a duty on paper.
    bool opensDuty = false;

    FieldPath at(const QString& column) const { return {QStringLiteral("duties"), row, column}; }
};

/// Reads the rows of the form's table "duties" (none when it has no such table); those that are as they were keep what
/// was read. Returns the indexes in `duties` of the others, and sets `moved` when the rows with something in them are
/// others, so that no pointer may be kept.
QList<int> readDuties(QList<DutyRow>& duties, const FormDocument& document, const FormTemplate& form, bool& moved);

} // namespace jixiao::review
