#include "app/gui/import_view_model.h"

#include "app/gui/format.h"
#include "app/gui/worker.h"
#include "core/store/form_repository.h"

namespace jixiao {

namespace {

const QString titleField = QStringLiteral("project.name");
const QString codeField = QStringLiteral("project.code");
const QString budgetField = QStringLiteral("budget.total");
const QString moneyUnitField = QStringLiteral("moneyUnit");

} // namespace

ImportViewModel::ImportViewModel(Services& services) : services_(services) {
    connect(&services, &Services::closed, this, &ImportViewModel::clear);
}

void ImportViewModel::load(const QString& file) {
    if (busy_) return;
    clear();
    const QUrl url(file.trimmed());
    file_ = url.isLocalFile() ? url.toLocalFile() : file.trimmed();
    busy_ = true;
    Q_EMIT changed();
    runOnWorker(
        services_.workers(), this,
        [file = file_, &catalogue = services_.catalogue()] { return Importer(catalogue).importFile(file); },
        [this, serial = serial_](const Result<ImportResult>& result) {
            if (serial != serial_) return;
            busy_ = false;
            if (result) {
                beginResetModel();
                result_ = *result;
                selected_ = QList<bool>(result_.documents.size(), true);
                endResetModel();
            } else {
                error_ = ErrorInfo::from(result.error());
            }
            Q_EMIT changed();
        });
}

void ImportViewModel::setSelected(int row, bool selected) {
    if (row < 0 || row >= count() || selected_.at(row) == selected) return;
    selected_[row] = selected;
    Q_EMIT dataChanged(index(row), index(row), {SelectedRole});
    Q_EMIT changed();
}

void ImportViewModel::accept() {
    if (busy_ || services_.store() == nullptr) return;
    QList<FormDocument> chosen;
    for (int i = 0; i < count(); ++i)
        if (selected_.at(i)) chosen.append(result_.documents.at(i));
    if (chosen.isEmpty()) return;
    busy_ = true;
    Q_EMIT changed();
    runInStore(
        *services_.store(), this,
        [chosen, actor = services_.actor(), &catalogue = services_.catalogue(), &ids = services_.ids()](Store& store) {
            return FormRepository(store, catalogue, ids)
                .importForms(chosen, Id::fromString(actor.unitId).value_or(Id()), actor);
        },
        [this, serial = serial_](const Result<ImportOutcome>& outcome) {
            if (serial == serial_) {
                busy_ = false;
                if (!outcome) {
                    error_ = ErrorInfo::from(outcome.error());
                    return Q_EMIT changed();
                }
                clear();
            }
            if (!outcome) return;
            services_.notifyEdited({});
            Q_EMIT finished(tr("新增 %1 张，更新 %2 张，未变 %3 张")
                                .arg(outcome->added)
                                .arg(outcome->updated)
                                .arg(outcome->unchanged));
        });
}

void ImportViewModel::clear() {
    ++serial_;
    busy_ = false;
    beginResetModel();
    file_.clear();
    result_ = {};
    selected_.clear();
    error_ = {};
    endResetModel();
    Q_EMIT changed();
}

int ImportViewModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant ImportViewModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& document = result_.documents.at(index.row());
    const auto* form = services_.catalogue().find(document.form);
    switch (role) {
    case TitleRole:
        return document.field(titleField);
    case CodeRole:
        return document.field(codeField);
    case BudgetRole:
        return QStringLiteral("%1 %2").arg(document.field(budgetField), document.field(moneyUnitField)).trimmed();
    case FormNameRole:
        return form != nullptr ? form->name : document.form;
    case IndicatorsRole:
        return int(document.rows(QStringLiteral("indicators")).size());
    case SelectedRole:
        return selected_.at(index.row());
    default:
        return {};
    }
}

QHash<int, QByteArray> ImportViewModel::roleNames() const {
    return {{TitleRole, "title"},           {CodeRole, "code"},
            {BudgetRole, "budget"},         {FormNameRole, "formName"},
            {IndicatorsRole, "indicators"}, {SelectedRole, "selected"}};
}

QVariantList ImportViewModel::repairs() const {
    QVariantList list;
    for (const auto& repair : result_.repairs)
        list.append(QVariantMap{{QStringLiteral("kind"), repair.kind},
                                {QStringLiteral("place"), repair.path},
                                {QStringLiteral("message"), repair.message}});
    return list;
}

QString ImportViewModel::summary() const {
    if (count() == 0) return {};
    Money total;
    int chosen = 0;
    for (int i = 0; i < count(); ++i) {
        if (!selected_.at(i)) continue;
        ++chosen;
        const auto& document = result_.documents.at(i);
        total = total + budgetOf(document.field(budgetField), document.field(moneyUnitField));
    }
    return tr("已选 %1 张表，预算合计 %2 万元").arg(chosen).arg(total.toDisplay(MoneyUnit::WanYuan));
}

} // namespace jixiao
