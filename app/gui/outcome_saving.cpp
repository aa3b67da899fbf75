// The part of OutcomeViewModel that takes what is typed and brings it to the store.
#include "app/gui/outcome_view_model_p.h"
#include "core/outcomes/value_entry.h"

#include <QDateTime>

#include <algorithm>

namespace jixiao {

using outcomes::ReportPlace;
using outcomes::ReportValues;
namespace ReportField = outcomes::ReportField;

namespace {

constexpr int saveDelayMs = 400;
constexpr int retryDelayMs = 3000;

/// The field of a report behind a role of the model, or a property of the page.
QString fieldOf(const QString& name) {
    static const QMap<QString, QString> fields{{QStringLiteral("reason"), ReportField::deviationReason},
                                               {QStringLiteral("deviationClass"), ReportField::deviationClass},
                                               {QStringLiteral("note"), ReportField::note},
                                               {QStringLiteral("evidence"), ReportField::evidence},
                                               {QStringLiteral("notApplicable"), ReportField::notApplicable},
                                               {QStringLiteral("givenScore"), ReportField::score},
                                               {QStringLiteral("targetTooLow"), ReportField::targetTooLow},
                                               {QStringLiteral("sampleSize"), ReportField::sampleSize},
                                               {QStringLiteral("surveyDate"), ReportField::surveyDate},
                                               {QStringLiteral("budget"), ReportField::budgetInForce},
                                               {QStringLiteral("executed"), ReportField::executedAmount}};
    return fields.value(name);
}

outcomes::ValueEntry entryOf(const OutcomeRowsModel::Row& row) {
    outcomes::ValueEntry entry;
    entry.kind =
        row.kind == QLatin1String("number") ? outcomes::ValueEntry::Kind::Number : outcomes::ValueEntry::Kind::Text;
    entry.typed = row.typed;
    entry.unit = row.unitText;
    return entry;
}

/// One more or less of a whole number with its unit.
std::optional<QString> stepped(const OutcomeRowsModel::Row& row, const QString& base, int step) {
    scoring::Indicator indicator;
    indicator.unit = row.unitText;
    return outcomes::tallied(indicator, row.typed, base, step);
}

/// The edits of the store that bring reports there; those that exist already are changed.
Result<QList<RecordEdit>> editsOf(Store& store, const Id& form, const Id& unit, const ReportValues& values,
                                  const Actor& actor, qint64 nowMs) {
    QList<RecordEdit> edits;
    const auto changes = outcomes::changesOf(form, values);
    for (const auto& change : changes) {
        const auto known = store.record(change.record);
        if (!known) return known.error();
        RecordEdit edit;
        edit.record = change.record;
        edit.values = change.values;
        edit.values.insert(Field::personId, actor.personId);
        edit.values.insert(Field::personName, actor.name);
        edit.values.insert(Field::at, QString::number(nowMs));
        if (!*known) {
            edit.create = true;
            edit.type = RecordType::report;
            edit.unit = unit;
            edit.parent = form;
            edit.values.insert(Field::about, change.row.isNull() ? QString() : change.row.toString());
            edit.values.insert(ReportField::period, change.period.toString());
        }
        edits.append(edit);
    }
    return edits;
}

} // namespace

const OutcomeRowsModel::Row* OutcomeViewModel::at(int row) const {
    return row >= 0 && row < rows_.count() && isEditable() ? &rows_.rows().at(row) : nullptr;
}

void OutcomeViewModel::type(int row, const QString& text) {
    const auto* shown = at(row);
    if (shown == nullptr || text == shown->typed) return;
    edit({{{shown->id, period_, ReportField::actualValue}, outcomes::composed(entryOf(*shown), text)}}, true);
}

void OutcomeViewModel::press(int row, const QString& key) {
    const auto* shown = at(row);
    if (shown == nullptr || key.size() != 1) return;
    const bool splits = shown->kind == QLatin1String("number");
    // What is no number makes room for one.
    type(row, outcomes::afterKey(splits ? shown->typed : QString(), key.front()));
}

void OutcomeViewModel::tally(int row, int step) {
    const auto* shown = at(row);
    if (shown == nullptr || !shown->countable || (step != 1 && step != -1)) return;
    const auto earlier = reports_.before(shown->id, period_);
    const auto next = stepped(*shown, earlier ? earlier->value : QString(), step);
    if (!next) return;
    const auto today = QDateTime::fromMSecsSinceEpoch(services_.clock().nowMs()).date();
    const auto month = tallyMonth(period_, today);
    edit({{{shown->id, period_, ReportField::actualValue}, *next},
          {{shown->id, month, ReportField::count}, QString::number(std::max(0, shown->monthCount + step))}},
         false);
}

void OutcomeViewModel::set(int row, const QString& name, const QString& text) {
    const auto* shown = at(row);
    const auto field = fieldOf(name);
    if (shown != nullptr && !field.isEmpty()) edit({{{shown->id, period_, field}, text}}, true);
}

void OutcomeViewModel::setFunds(const QString& name, const QString& text) {
    const auto field = fieldOf(name);
    if (!field.isEmpty()) edit({{{Id(), period_, field}, text}}, true);
}

void OutcomeViewModel::edit(const ReportValues& values, bool typing) {
    if (!isEditable()) return;
    ReportValues changed;
    Step step{{}, typing};
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        const auto old = reports_.value(it.key());
        if (old == it.value()) continue;
        changed.insert(it.key(), it.value());
        step.before.insert(it.key(), old);
    }
    if (changed.isEmpty()) return;
    const bool goesOn =
        typing && !undo_.isEmpty() && undo_.last().typing && undo_.last().before.keys() == step.before.keys();
    if (!goesOn) undo_.append(step);
    if (undo_.size() > maxOutcomeUndo) undo_.removeFirst();
    reports_.overlay(changed);
    pending_.insert(changed);
    refresh();
    setSaveState(SaveState::Saving);
    saveTimer_.start(saveDelayMs);
}

void OutcomeViewModel::undo() {
    if (undo_.isEmpty() || !isEditable()) return;
    const auto step = undo_.takeLast();
    if (!step.evidence.isNull()) {
        setRemoved({{}, false, step.evidence, !step.removed}, false);
        return;
    }
    reports_.overlay(step.before);
    pending_.insert(step.before);
    refresh();
    setSaveState(SaveState::Saving);
    saveNow();
}

void OutcomeViewModel::saveNow() {
    saveTimer_.stop();
    if (pending_.isEmpty() || services_.store() == nullptr) return;
    post();
}

void OutcomeViewModel::post() {
    const Sent sent{id_, summary_.unit, std::exchange(pending_, {})};
    sent_.append(sent);
    setSaveState(SaveState::Saving);
    runInStore(
        *services_.store(), this,
        [sent, actor = services_.actor(), nowMs = services_.clock().nowMs()](Store& store) {
            return save(store, sent, actor, nowMs);
        },
        [this](const Result<void>& saved) { settle(sent_.takeFirst(), saved); });
}

/// On the store thread: all of it or nothing.
Result<void> OutcomeViewModel::save(Store& store, const Sent& sent, const Actor& actor, qint64 nowMs) {
    const auto edits = editsOf(store, sent.form, sent.unit, sent.values, actor, nowMs);
    if (!edits) return edits.error();
    const auto label = tr("完成情况 %1").arg(sent.values.firstKey().period.toString());
    return store.apply({actor, sent.form, label, *edits});
}

void OutcomeViewModel::settle(const Sent& sent, const Result<void>& saved) {
    const bool open = sent.form == id_ && !loading_;
    if (!saved) {
        keep(sent);
        if (open) {
            setSaveState(SaveState::Failed);
            saveTimer_.start(retryDelayMs);
        }
        return fail(saved.error());
    }
    if (open && pending_.isEmpty() && sent_.isEmpty()) {
        clearError();
        savedAt_ = QDateTime::fromMSecsSinceEpoch(services_.clock().nowMs()).toString(QStringLiteral("HH:mm:ss"));
        setSaveState(SaveState::Saved);
    }
    services_.notifyEdited(sent.form);
}

/// Newer text of the same place wins.
void OutcomeViewModel::keep(const Sent& sent) {
    const bool open = sent.form == id_ && !loading_;
    auto& target = open ? pending_ : kept_[sent.form];
    auto newer = target;
    for (const auto& later : std::as_const(sent_))
        if (later.form == sent.form) newer.insert(later.values);
    for (auto it = sent.values.cbegin(); it != sent.values.cend(); ++it)
        if (!newer.contains(it.key())) target.insert(it.key(), it.value());
}

void OutcomeViewModel::flush() {
    saveNow();
    if (services_.store() != nullptr) services_.store()->run([](Store&) { return true; }).waitForFinished();
}

} // namespace jixiao
