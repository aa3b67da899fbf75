#pragma once

#include "core/forms/form_document.h"
#include "core/forms/form_template.h"
#include "core/review/review.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace jixiao {

/// The fields of one section, or the cells of one row. One delegate per field; a change touches one role of one row.
class FieldListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by FormViewModel")

public:
    enum Roles {
        PathRole = Qt::UserRole + 1, ///< "budget.total" or "indicators[3].target"
        FieldIdRole,                 ///< "budget.total" or "target"
        LabelRole,
        TypeRole, ///< "text" "longText" "money" "percent" "number" "value" "enum" "date" "bool"
        ValueRole,
        RequiredRole,
        HintRole,
        MaxLengthRole, ///< characters; 0 = not limited by the form
        UnitTextRole,  ///< "万元", "%", ""
        OptionsRole,   ///< [{value, text}] for enum
        EchoRole, ///< value language: how the text is understood, e.g. "≥90%（未填比较符，按“≥”理解）"
        SeverityRole, ///< "", "E", "W", "H": the worst finding here
        MessageRole,  ///< its message
        FixLabelRole, ///< "" when there is no one-tap fix
        OpinionRole,  ///< the approver's opinion on this field, ""
        EditableRole,
        ComputedRole, ///< worked out from other places, never typed
    };
    Q_ENUM(Roles)

    explicit FieldListModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    struct Item {
        FieldPath path;
        FieldSpec spec;
        QString value;
        QStringList options;
        QString unitText;
        QString echo;
        std::optional<Finding> finding;
        QString opinion;
        bool multiline = false; ///< holds line breaks, whatever its type
        bool computed() const { return !spec.formula.isEmpty(); }
    };

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray>
    roleNames() const override; ///< path, fieldId, label, type, value, required, hint, maxLength, unitText,
                                ///< options, echo, severity, message, fixLabel, opinion, editable, computed

    void setItems(QList<Item> items);
    void setEditable(bool editable);
    /// Takes over value, echo, unit and options.
    void refresh(int row, const Item& fresh);
    void setFinding(int row, const std::optional<Finding>& finding);
    void setOpinion(int row, const QString& opinion);
    void setRowIndex(int tableRow); ///< after rows moved
    const QList<Item>& items() const { return items_; }

private:
    QList<Item> items_;
    bool editable_ = true;
};

} // namespace jixiao
