#pragma once

#include "core/base/id.h"

#include <QAbstractListModel>
#include <QStringList>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// The indicators of the form that is reported on, with what was typed and what it is worth right now.
class OutcomeRowsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by OutcomeViewModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(int filled READ filled NOTIFY countChanged FINAL)   ///< rows with a value, or a reason for having none
    Q_PROPERTY(int lacking READ lacking NOTIFY countChanged FINAL) ///< rows that need something before they count

public:
    enum Roles {
        NameRole = Qt::UserRole + 1,
        LevelRole,    ///< "产出指标 · 数量指标"
        TargetRole,   ///< as written
        KindRole,     ///< "number", "words", "date", "text"
        TypedRole,    ///< what stands in the editor, without the unit
        UnitTextRole, ///< fixed behind a number
        WordsRole,    ///< [string] to choose from
        LastRole,     ///< "30场", the newest earlier value; "" without
        LastFromRole, ///< "1–6月", "上年"
        StateRole,    ///< "scored", "unfilled", "notApplicable", "undecided", "graded", "uncovered", "" for lights only
        ScoreRole,    ///< "12.24"; "" without
        WeightRole,   ///< "12.50"
        GradeRole,    ///< of a graded standard
        ArithmeticRole, ///< the score as a line to check by hand, or why there is none
        WeightFromRole, ///< "50÷4 = 12.50"
        LightRole,      ///< "green", "yellow", "red", "blue", ""
        LightFromRole,  ///< the light as a line to check by hand
        NeedsRole,      ///< [string]: what is missing
        NotesRole,      ///< [string]
        AsksReasonRole, ///< a deviation that has to be explained, or was
        ReasonRole,
        DeviationClassRole,
        NoteRole,
        EvidenceRole,
        NotApplicableRole,
        GivenScoreRole, ///< points given by a person
        TargetTooLowRole,
        OverRole,   ///< far above the target: it may have been too low
        SurveyRole, ///< a satisfaction survey: size and date are asked for
        SampleSizeRole,
        SurveyDateRole,
        CountableRole,  ///< can be tallied one by one
        MonthCountRole, ///< tallied in the month of the period
        ByRole,         ///< who reported last, and when
        FilesRole,      ///< [EvidenceItem]
    };
    Q_ENUM(Roles)

    struct Row {
        Id id;
        QString name, level, target, kind, typed, unitText;
        QStringList words;
        QString last, lastFrom, state, score, weight, grade, arithmetic, weightFrom, light, lightFrom;
        QStringList needs, notes;
        bool asksReason = false;
        QString reason, deviationClass, note, evidence, notApplicable, givenScore;
        bool targetTooLow = false, over = false, survey = false;
        QString sampleSize, surveyDate;
        bool countable = false;
        int monthCount = 0;
        QString by;
        QVariantList files;

        friend bool operator==(const Row&, const Row&) = default;
    };

    explicit OutcomeRowsModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    /// name, level, target, kind, typed, unitText, words, last, lastFrom, scoreState, score, weight, grade, arithmetic,
    /// weightFrom, light, lightFrom, needs, notes, asksReason, reason, deviationClass, note, evidence, notApplicable,
    /// givenScore, targetTooLow, over, survey, sampleSize, surveyDate, countable, monthCount, by, files
    QHash<int, QByteArray> roleNames() const override;

    /// Rows of the same records stay where they are and change in place; any others replace all.
    void setRows(const QList<Row>& rows);
    const QList<Row>& rows() const { return rows_; }
    int count() const { return int(rows_.size()); }
    int filled() const;
    int lacking() const;
    /// The next row after `row` that has no value yet, from the top again at the end; -1 when all have one.
    Q_INVOKABLE int nextUnfilled(int row) const;

Q_SIGNALS:
    void countChanged();

private:
    QList<Row> rows_;
};

} // namespace jixiao
