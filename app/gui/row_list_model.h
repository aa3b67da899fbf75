#pragma once

#include "app/gui/group_list_model.h"

#include <memory>
#include <vector>

namespace jixiao {

/// The rows of one table of a form, each with its own fields.
class RowListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by FormViewModel")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    enum Roles {
        RowIdRole = Qt::UserRole + 1,
        FieldsRole,   ///< FieldListModel*
        CaptionRole,  ///< what a folded card shows: the row's name, or "第 4 条"
        SubtitleRole, ///< e.g. "产出指标 · 质量指标 · ≥95%"
        SeverityRole, ///< worst finding of the row
        OpinionRole,  ///< opinion on the row, or the first on one of its cells
        GroupsRole,   ///< GroupListModel*: the groups that begin here; null in a table without groups
        FixedRole,    ///< one of the rows the form always has
        CanMoveUpRole,
        CanMoveDownRole,
    };
    Q_ENUM(Roles)

    explicit RowListModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    struct Row {
        Id id;
        std::shared_ptr<FieldListModel> fields;
        QString caption;
        QString subtitle;
        QString severity;
        QString opinion;
        std::shared_ptr<GroupListModel> groups;
        bool fixed = false;
        bool canMoveUp = false;
        bool canMoveDown = false;
    };

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< rowId, fields, caption, subtitle, severity, opinion,
                                                       ///< groups, fixed, canMoveUp, canMoveDown
    int count() const { return int(rows_.size()); }

    /// Inserts, removes and moves rows to match; rows that stay keep their FieldListModel.
    void setRows(const QList<Row>& rows);
    void setPlace(int row, bool fixed, bool canMoveUp, bool canMoveDown);
    void setDerived(int row, const QString& caption, const QString& subtitle, const QString& severity,
                    const QString& opinion);
    const QList<Row>& rows() const { return rows_; }

Q_SIGNALS:
    void countChanged();

private:
    QList<Row> rows_;
};

} // namespace jixiao
