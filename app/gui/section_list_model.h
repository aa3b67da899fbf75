#pragma once

#include "app/gui/row_list_model.h"

namespace jixiao {

/// The sections of the open form in the order of its template.
class SectionListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by FormViewModel")

public:
    enum Roles {
        SectionIdRole = Qt::UserRole + 1,
        LabelRole,
        IsTableRole,
        TableIdRole,
        FieldsRole, ///< FieldListModel*, null for a table
        RowsRole,   ///< RowListModel*, null for fields
        ErrorsRole,
        WarningsRole,
        FixedRole,    ///< the table always has the same rows: none is added, removed or moved
        UnitTextRole, ///< what its amounts are in, when it is said once for the whole table
        AddLabelRole, ///< what "add" adds: the outermost group of a grouped table, "" for a row
    };
    Q_ENUM(Roles)

    explicit SectionListModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}

    struct Section {
        SectionSpec spec;
        std::shared_ptr<FieldListModel> fields;
        std::shared_ptr<RowListModel> rows;
        int errors = 0;
        int warnings = 0;
        bool fixed = false;
        QString unitText = {};
        QString addLabel = {};
    };

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< sectionId, label, isTable, tableId, fields, rows, errors,
                                                       ///< warnings, fixed, unitText, addLabel

    void setSections(QList<Section> sections);
    void setUnitText(int section, const QString& unitText);
    void setCounts(int section, int errors, int warnings);
    const QList<Section>& sections() const { return sections_; }

private:
    QList<Section> sections_;
    QList<Section> retired_;
};

} // namespace jixiao
