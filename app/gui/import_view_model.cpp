#include "app/gui/import_view_model.h"

#include "app/gui/format.h"
#include "app/gui/import_repairs.h"
#include "app/gui/worker.h"
#include "core/store/explanation_repository.h"

#include <algorithm>

namespace jixiao {

namespace {

const QString titleField = QStringLiteral("project.name");
const QString codeField = QStringLiteral("project.code");
const QString budgetField = QStringLiteral("budget.total");
const QString moneyUnitField = QStringLiteral("moneyUnit");

QString stateName(ImportState state) {
    switch (state) {
    case ImportState::New:
        return QStringLiteral("new");
    case ImportState::Update:
        return QStringLiteral("update");
    case ImportState::Same:
        return QStringLiteral("same");
    }
    return {};
}

QString titleOf(const FormDocument& document, const FormTemplate* form) {
    if (const auto name = document.field(titleField); !name.isEmpty()) return name;
    if (const auto title = document.field(QStringLiteral("title")); !title.isEmpty()) return title;
    return form != nullptr ? form->name : document.form;
}

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
            show(result);
        });
}

void ImportViewModel::show(const Result<ImportResult>& result) {
    busy_ = false;
    if (result) {
        beginResetModel();
        result_ = *result;
        selected_ = QList<bool>(result_.documents.size(), true);
        repairCounts_ = QList<int>(result_.documents.size(), 0);
        doubtCounts_ = repairCounts_;
        for (const auto& repair : result_.repairs) {
            const int row = documentOf(repair);
            if (row < 0 || row >= count()) continue;
            ++repairCounts_[row];
            doubtCounts_[row] += isDoubt(repair) ? 1 : 0;
        }
        endResetModel();
        listRepairs();
        lookUp();
    } else {
        error_ = ErrorInfo::from(result.error());
    }
    Q_EMIT changed();
}

/// Which of the forms are here already.
void ImportViewModel::lookUp() {
    if (services_.store() == nullptr) return;
    runInStore(
        *services_.store(), this,
        [documents = result_.documents, unit = services_.actor().unitId, &catalogue = services_.catalogue(),
         &ids = services_.ids()](Store& store) {
            return FormRepository(store, catalogue, ids).previewImport(documents, Id::fromString(unit).value_or(Id()));
        },
        [this, serial = serial_](const Result<QList<ImportState>>& states) {
            if (serial != serial_ || !states || states->size() != count()) return;
            states_ = *states;
            if (count() > 0) Q_EMIT dataChanged(index(0), index(count() - 1), {StateRole});
            Q_EMIT changed();
        });
}

void ImportViewModel::setForm(int row) {
    if (row == form_ || row < -1 || row >= count()) return;
    form_ = row;
    listRepairs();
}

void ImportViewModel::listRepairs() {
    repairs_.clear();
    for (int i = 0; i < result_.repairs.size(); ++i) {
        const auto& repair = result_.repairs.at(i);
        if (form_ >= 0 && documentOf(repair) != form_) continue;
        repairs_.append(QVariantMap{
            {QStringLiteral("index"), i},
            {QStringLiteral("kind"), repairKindText(repair.kind)},
            {QStringLiteral("place"), repairPlaceText(repair, result_, services_.catalogue())},
            {QStringLiteral("message"), repair.message},
            {QStringLiteral("doubt"), isDoubt(repair)},
        });
    }
    const auto isFirst = [](const QVariant& repair) { return repair.toMap().value(QStringLiteral("doubt")).toBool(); };
    std::stable_partition(repairs_.begin(), repairs_.end(), isFirst); // what somebody has to look at comes first
    Q_EMIT repairsChanged();
}

QVariantMap ImportViewModel::repairAt(int index) const {
    if (index < 0 || index >= result_.repairs.size()) return {};
    const auto& repair = result_.repairs.at(index);
    QVariantList rows;
    for (const auto& row : repair.original)
        rows.append(QVariant(row));
    return {{QStringLiteral("original"), rows},
            {QStringLiteral("result"), repairResult(repair, result_, services_.catalogue())},
            {QStringLiteral("debris"), repair.kind == QLatin1String("debris")}};
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
    QHash<int, QList<PlacedExplanation>> explanations;
    for (int i = 0; i < count(); ++i) {
        if (!selected_.at(i)) continue;
        if (const auto said = result_.explanations.value(i); !said.isEmpty())
            explanations.insert(int(chosen.size()), said);
        chosen.append(result_.documents.at(i));
    }
    if (chosen.isEmpty()) return;
    busy_ = true;
    Q_EMIT changed();
    runInStore(
        *services_.store(), this,
        [chosen, explanations, actor = services_.actor(), &catalogue = services_.catalogue(),
         &ids = services_.ids()](Store& store) -> Result<ImportOutcome> {
            FormRepository forms(store, catalogue, ids);
            auto outcome = forms.importForms(chosen, Id::fromString(actor.unitId).value_or(Id()), actor);
            if (!outcome) return outcome;
            if (auto done = ExplanationRepository(store, ids).bringIn(forms, *outcome, chosen, explanations, actor);
                !done)
                return done.error();
            return outcome;
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
    states_.clear();
    repairCounts_.clear();
    doubtCounts_.clear();
    error_ = {};
    endResetModel();
    form_ = -1;
    listRepairs();
    Q_EMIT changed();
}

int ImportViewModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QVariant ImportViewModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& document = result_.documents.at(index.row());
    const auto* form = services_.catalogue().find(document.form);
    switch (role) {
    case TitleRole:
        return titleOf(document, form);
    case CodeRole:
        return document.field(codeField);
    case BudgetRole:
        return budgetTextOf(document);
    case FormNameRole:
        return form != nullptr ? form->name : document.form;
    case YearRole:
        return document.fiscalYear;
    case CountsRole:
        return countsOf(document);
    case StateRole:
        return index.row() < states_.size() ? stateName(states_.at(index.row())) : QString();
    case RepairsRole:
        return repairCounts_.value(index.row());
    case DoubtsRole:
        return doubtCounts_.value(index.row());
    case SelectedRole:
        return selected_.at(index.row());
    default:
        return {};
    }
}

QHash<int, QByteArray> ImportViewModel::roleNames() const {
    return {{TitleRole, "title"},   {CodeRole, "code"},        {BudgetRole, "budget"}, {FormNameRole, "formName"},
            {YearRole, "year"},     {CountsRole, "counts"},    {StateRole, "state"},   {RepairsRole, "repairs"},
            {DoubtsRole, "doubts"}, {SelectedRole, "selected"}};
}

QString ImportViewModel::budgetTextOf(const FormDocument& document) const {
    const auto amount = document.field(budgetField);
    return amount.isEmpty() ? QString() : QStringLiteral("%1 %2").arg(amount, document.field(moneyUnitField)).trimmed();
}

/// How much is in each table, rows that are only there because the form always has them aside.
QString ImportViewModel::countsOf(const FormDocument& document) const {
    const auto* form = services_.catalogue().find(document.form);
    QStringList parts;
    for (const auto& table : form != nullptr ? form->tables : QList<TableSpec>()) {
        const auto rows = document.rows(table.id);
        if (table.fixedRows.isEmpty() && !rows.isEmpty()) parts += tr("%1 %2 条").arg(table.label).arg(rows.size());
    }
    const auto filled = std::count_if(document.fields.cbegin(), document.fields.cend(),
                                      [](const QString& value) { return !value.isEmpty(); });
    if (parts.isEmpty()) parts += tr("已填 %1 栏").arg(filled);
    return parts.join(QStringLiteral(" · "));
}

QString ImportViewModel::summary() const {
    if (count() == 0) return {};
    Money total;
    int chosen = 0;
    bool priced = false;
    for (int i = 0; i < count(); ++i) {
        if (!selected_.at(i)) continue;
        ++chosen;
        const auto& document = result_.documents.at(i);
        priced = priced || !document.field(budgetField).isEmpty();
        total = total + budgetOf(document.field(budgetField), document.field(moneyUnitField));
    }
    if (!priced) return tr("已选 %1 张表").arg(chosen);
    return tr("已选 %1 张表，预算合计 %2 万元").arg(chosen).arg(total.toDisplay(MoneyUnit::WanYuan));
}

} // namespace jixiao
