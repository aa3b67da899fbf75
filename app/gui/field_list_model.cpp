#include "app/gui/field_list_model.h"

namespace jixiao {

namespace {

QString typeName(FieldType type) {
    switch (type) {
    case FieldType::Text:
        return QStringLiteral("text");
    case FieldType::LongText:
        return QStringLiteral("longText");
    case FieldType::Money:
        return QStringLiteral("money");
    case FieldType::Percent:
        return QStringLiteral("percent");
    case FieldType::Number:
        return QStringLiteral("number");
    case FieldType::Value:
        return QStringLiteral("value");
    case FieldType::Enum:
        return QStringLiteral("enum");
    case FieldType::Date:
        return QStringLiteral("date");
    case FieldType::Bool:
        return QStringLiteral("bool");
    }
    return {};
}

QString fixLabelOf(const std::optional<Finding>& finding) {
    return finding && finding->fix ? finding->fix->label : QString();
}

/// [{value, text}]; a value outside the vocabulary is offered too, so that it is seen and not lost.
QVariantList optionList(const FieldListModel::Item& item) {
    if (item.spec.type != FieldType::Enum) return {};
    auto words = item.options;
    if (!item.value.isEmpty() && !words.contains(item.value)) words.prepend(item.value);
    QVariantList list;
    for (const auto& word : words)
        list.append(QVariantMap{{QStringLiteral("value"), word}, {QStringLiteral("text"), word}});
    return list;
}

} // namespace

int FieldListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(items_.size()); }

QVariant FieldListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& item = items_.at(index.row());
    switch (role) {
    case PathRole:
        return item.path.toString();
    case FieldIdRole:
        return item.spec.id;
    case LabelRole:
        return item.spec.label;
    case TypeRole:
        return typeName(item.multiline ? FieldType::LongText : item.spec.type);
    case ValueRole:
        return item.value;
    case RequiredRole:
        return item.spec.required;
    case HintRole:
        return item.spec.hint;
    case MaxLengthRole:
        return item.spec.maxLength;
    case UnitTextRole:
        return item.unitText;
    case OptionsRole:
        return optionList(item);
    case EchoRole:
        return item.echo;
    case SeverityRole:
        return item.finding ? severityLetter(item.finding->severity) : QString();
    case MessageRole:
        return item.finding ? item.finding->message : QString();
    case FixLabelRole:
        return fixLabelOf(item.finding);
    case OpinionRole:
        return item.opinion;
    case EditableRole:
        return editable_ && !item.computed();
    case ComputedRole:
        return item.computed();
    default:
        return {};
    }
}

QHash<int, QByteArray> FieldListModel::roleNames() const {
    return {{PathRole, "path"},         {FieldIdRole, "fieldId"},     {LabelRole, "label"},
            {TypeRole, "type"},         {ValueRole, "value"},         {RequiredRole, "required"},
            {HintRole, "hint"},         {MaxLengthRole, "maxLength"}, {UnitTextRole, "unitText"},
            {OptionsRole, "options"},   {EchoRole, "echo"},           {SeverityRole, "severity"},
            {MessageRole, "message"},   {FixLabelRole, "fixLabel"},   {OpinionRole, "opinion"},
            {EditableRole, "editable"}, {ComputedRole, "computed"}};
}

void FieldListModel::setItems(QList<Item> items) {
    beginResetModel();
    items_ = std::move(items);
    endResetModel();
}

void FieldListModel::setEditable(bool editable) {
    if (editable == editable_) return;
    editable_ = editable;
    if (!items_.isEmpty()) Q_EMIT dataChanged(index(0), index(int(items_.size()) - 1), {EditableRole});
}

void FieldListModel::refresh(int row, const Item& fresh) {
    auto& item = items_[row];
    QList<int> roles;
    if (item.value != fresh.value) roles.append(ValueRole);
    if (item.echo != fresh.echo) roles.append(EchoRole);
    if (item.unitText != fresh.unitText) roles.append(UnitTextRole);
    const auto offered = optionList(item);
    item.value = fresh.value;
    item.echo = fresh.echo;
    item.unitText = fresh.unitText;
    item.options = fresh.options;
    if (optionList(item) != offered) roles.append(OptionsRole);
    if (!roles.isEmpty()) Q_EMIT dataChanged(index(row), index(row), roles);
}

void FieldListModel::setFinding(int row, const std::optional<Finding>& finding) {
    auto& item = items_[row];
    const bool same = item.finding.has_value() == finding.has_value() &&
                      (!finding || (item.finding->rule == finding->rule && item.finding->message == finding->message &&
                                    fixLabelOf(item.finding) == fixLabelOf(finding)));
    item.finding = finding;
    if (!same) Q_EMIT dataChanged(index(row), index(row), {SeverityRole, MessageRole, FixLabelRole});
}

void FieldListModel::setOpinion(int row, const QString& opinion) {
    auto& item = items_[row];
    if (item.opinion == opinion) return;
    item.opinion = opinion;
    Q_EMIT dataChanged(index(row), index(row), {OpinionRole});
}

void FieldListModel::setRowIndex(int tableRow) {
    if (items_.isEmpty() || items_.first().path.row == tableRow) return;
    for (auto& item : items_)
        item.path.row = tableRow;
    Q_EMIT dataChanged(index(0), index(int(items_.size()) - 1), {PathRole});
}

} // namespace jixiao
