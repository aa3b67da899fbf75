#include "app/gui/section_list_model.h"

#include <utility>

namespace jixiao {

int SectionListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(sections_.size()); }

QVariant SectionListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& section = sections_.at(index.row());
    switch (role) {
    case SectionIdRole:
        return section.spec.id;
    case LabelRole:
        return section.spec.label;
    case IsTableRole:
        return !section.spec.table.isEmpty();
    case TableIdRole:
        return section.spec.table;
    case FieldsRole:
        return QVariant::fromValue(section.fields.get());
    case RowsRole:
        return QVariant::fromValue(section.rows.get());
    case ErrorsRole:
        return section.errors;
    case WarningsRole:
        return section.warnings;
    case FixedRole:
        return section.fixed;
    case UnitTextRole:
        return section.unitText;
    case AddLabelRole:
        return section.addLabel;
    default:
        return {};
    }
}

QHash<int, QByteArray> SectionListModel::roleNames() const {
    return {{SectionIdRole, "sectionId"}, {LabelRole, "label"},       {IsTableRole, "isTable"},
            {TableIdRole, "tableId"},     {FieldsRole, "fields"},     {RowsRole, "rows"},
            {ErrorsRole, "errors"},       {WarningsRole, "warnings"}, {FixedRole, "fixed"},
            {UnitTextRole, "unitText"},   {AddLabelRole, "addLabel"}};
}

void SectionListModel::setSections(QList<Section> sections) {
    beginResetModel();
    // Delegates outlive the reset by a moment and still look at their old models.
    retired_ = std::exchange(sections_, std::move(sections));
    endResetModel();
}

void SectionListModel::setUnitText(int section, const QString& unitText) {
    if (sections_.at(section).unitText == unitText) return;
    sections_[section].unitText = unitText;
    Q_EMIT dataChanged(index(section), index(section), {UnitTextRole});
}

void SectionListModel::setCounts(int section, int errors, int warnings) {
    auto& known = sections_[section];
    if (known.errors == errors && known.warnings == warnings) return;
    known.errors = errors;
    known.warnings = warnings;
    Q_EMIT dataChanged(index(section), index(section), {ErrorsRole, WarningsRole});
}

} // namespace jixiao
