#pragma once

#include "app/gui/field_list_model.h"

#include <memory>

namespace jixiao {

/// The groups that begin at one row of a table, outermost first: the duty and the activity above an indicator.
class GroupListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by FormViewModel")

public:
    enum Roles {
        LevelRole = Qt::UserRole + 1, ///< 0 = outermost
        LabelRole,                    ///< what such a group is called: the label of its first column
        CaptionRole,                  ///< what its first column says
        FieldsRole,                   ///< FieldListModel*: what its rows have in common
        AddLabelRole,                 ///< what can be added inside: a group of the next level, "" for a row
        SeverityRole,                 ///< worst finding of its fields
    };
    Q_ENUM(Roles)

    struct Group {
        int level = 0;
        QString label;
        QString caption;
        std::shared_ptr<FieldListModel> fields;
        QString addLabel;
        QString severity;
    };

    explicit GroupListModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< level, label, caption, fields, addLabel, severity

    /// Groups whose level stays keep their FieldListModel.
    void setGroups(const QList<Group>& groups);
    void setDerived(int group, const QString& caption, const QString& severity);
    const QList<Group>& groups() const { return groups_; }

private:
    QList<Group> groups_;
    QList<Group> retired_;
};

} // namespace jixiao
