#include "app/gui/history_view_model.h"

#include "app/gui/format.h"
#include "app/gui/worker.h"

#include <QDateTime>

namespace jixiao {

namespace {

constexpr int pageSize = 100;

} // namespace

struct HistoryViewModel::Page {
    QList<HistoryGroup> groups;
    QList<DecisionVersion> decisions;
    bool complete = false;
};

struct HistoryViewModel::Comparison {
    QList<HistoryChange> changes;
    qint64 base = 0;
    bool first = false;
};

HistoryViewModel::HistoryViewModel(Services& services) : services_(services), steps_(services.clock()) {
    connect(&services, &Services::formsChanged, this, [this](const Id& scope) {
        if (form_.isNull() || (!scope.isNull() && !(scope == form_))) return;
        load(0, std::max(pageSize, int(groups_.size()) + pageSize));
    });
    connect(&services, &Services::closed, this, &HistoryViewModel::close);
}

void HistoryViewModel::open(const QString& formId) {
    close();
    const auto form = Id::fromString(formId);
    if (!form || services_.store() == nullptr) return;
    form_ = *form;
    loading_ = true;
    Q_EMIT stepsChanged();
    load(0, pageSize);
}

void HistoryViewModel::close() {
    ++generation_;
    ++comparison_;
    form_ = {};
    groups_.clear();
    decisions_.clear();
    selectedOldest_ = base_ = 0;
    sinceThen_ = loading_ = reading_ = stale_ = complete_ = comparing_ = first_ = false;
    error_ = {};
    steps_.setSteps({});
    changes_.setChanges({}, false);
    Q_EMIT stepsChanged();
    Q_EMIT selectedChanged();
    Q_EMIT changesChanged();
    Q_EMIT errorChanged();
}

void HistoryViewModel::more() {
    if (!complete_ && !reading_ && !groups_.isEmpty()) load(groups_.last().id, pageSize);
}

Result<HistoryViewModel::Page> HistoryViewModel::readPage(Store& store, const Id& form, int limit, qint64 before) {
    auto groups = store.timeline(form, limit, before);
    if (!groups) return groups.error();
    auto decisions = store.decisionVersions(form);
    if (!decisions) return decisions.error();
    const bool complete = groups->size() < limit;
    return Page{*std::move(groups), *std::move(decisions), complete};
}

void HistoryViewModel::load(qint64 before, int limit) {
    if (services_.store() == nullptr) return;
    stale_ = reading_;
    if (reading_) return;
    reading_ = true;
    runInStore(
        *services_.store(), this,
        [form = form_, before, limit](Store& store) { return readPage(store, form, limit, before); },
        [this, afresh = before == 0, generation = generation_](const Result<Page>& page) {
            if (generation != generation_) return;
            reading_ = loading_ = false;
            if (!page) return fail(page.error());
            add(*page, afresh);
            if (stale_) load(0, int(groups_.size()) + pageSize);
        });
}

void HistoryViewModel::add(const Page& page, bool afresh) {
    const qint64 newestBefore = groups_.isEmpty() ? 0 : groups_.first().id;
    const qint64 oldestBefore = afresh && !complete_ && !groups_.isEmpty() ? groups_.last().id : 0;
    if (afresh) groups_.clear();
    groups_ += page.groups;
    decisions_ = page.decisions;
    // Read afresh, the list goes down as far as before and no further.
    const auto beyond = groups_.removeIf([oldestBefore](const HistoryGroup& group) { return group.id < oldestBefore; });
    complete_ = page.complete && beyond == 0;
    QList<HistoryStep> steps;
    appendSteps(steps, groups_, decisions_, complete_);
    steps_.setSteps(steps);
    Q_EMIT stepsChanged();
    Q_EMIT selectedChanged();
    if (afresh && selected() >= 0 && !groups_.isEmpty() && groups_.first().id != newestBefore) readChanges();
}

int HistoryViewModel::selected() const {
    const auto& steps = steps_.steps();
    for (int row = 0; row < steps.size(); ++row)
        if (steps.at(row).oldest == selectedOldest_) return row;
    return -1;
}

QString HistoryViewModel::title() const {
    const int row = selected();
    return row < 0 ? QString() : titleOf(steps_.steps().at(row));
}

QString HistoryViewModel::caption() const {
    const int row = selected();
    if (row < 0) return {};
    const auto& step = steps_.steps().at(row);
    QStringList parts{friendlyTime(step.toMs, services_.clock().nowMs()), step.personName, step.reason};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

void HistoryViewModel::select(int row) {
    const auto& steps = steps_.steps();
    const qint64 oldest = row >= 0 && row < steps.size() ? steps.at(row).oldest : 0;
    if (oldest == selectedOldest_) return;
    selectedOldest_ = oldest;
    changes_.setChanges({}, false);
    Q_EMIT selectedChanged();
    readChanges();
}

void HistoryViewModel::setSinceThen(bool sinceThen) {
    if (sinceThen == sinceThen_) return;
    sinceThen_ = sinceThen;
    changes_.setChanges({}, false);
    Q_EMIT selectedChanged();
    readChanges();
}

/// Nothing was kept from before this step: it made the form, or it is the first one here of a form the server sent.
Result<HistoryViewModel::Comparison> HistoryViewModel::firstStep(Store& store, const FormTemplate& known,
                                                                 const Id& form, const HistoryStep& step,
                                                                 const QList<Record>& after) {
    const auto groups = store.timeline(form, -1, step.newest + 1);
    if (!groups) return groups.error();
    QList<JournalEntry> entries;
    for (qsizetype i = groups->size() - 1; i >= 0; --i) {
        const auto part = store.groupEntries(groups->at(i).id, -1);
        if (!part) return part.error();
        entries += *part;
    }
    QList<Record> before = after;
    for (const auto& entry : std::as_const(entries)) {
        if (entry.record == form && entry.op == QLatin1String("create"))
            return Comparison{contentsOf(known, after), 0, true};
        if (entry.op != QLatin1String("remove")) continue;
        if (const auto removed = store.record(entry.record); removed && *removed) before.append(**removed);
    }
    return Comparison{changesOf(known, before, after, netOf(entries)), 0, false};
}

Result<HistoryViewModel::Comparison> HistoryViewModel::compare(Store& store, const FormCatalogue& catalogue,
                                                               const Id& form, const HistoryStep& step,
                                                               bool sinceThen) {
    qint64 before = step.newest;
    qint64 after = currentVersion;
    if (!sinceThen) {
        const auto earlier = store.timeline(form, 1, step.oldest);
        if (!earlier) return earlier.error();
        before = earlier->isEmpty() ? 0 : earlier->first().id;
        after = step.newest;
    }
    const auto later = store.formVersion(form, after);
    if (!later) return later.error();
    const auto* known = later->isEmpty() ? nullptr : catalogue.find(later->first().value(Field::form));
    if (known == nullptr)
        return Error{ErrorCode::TemplateInvalid, QStringLiteral("the form of %1").arg(form.toString())};
    if (before == 0) return firstStep(store, *known, form, step, *later);
    const auto earlier = store.formVersion(form, before);
    if (!earlier) return earlier.error();
    const auto differences = store.compareVersions(form, before, after);
    if (!differences) return differences.error();
    return Comparison{changesOf(*known, *earlier, *later, *differences), before, false};
}

void HistoryViewModel::readChanges() {
    const int row = selected();
    ++comparison_;
    comparing_ = row >= 0 && services_.store() != nullptr;
    Q_EMIT changesChanged();
    if (!comparing_) return;
    runInStore(
        *services_.store(), this,
        [&catalogue = services_.catalogue(), form = form_, step = steps_.steps().at(row),
         since = sinceThen_](Store& store) { return compare(store, catalogue, form, step, since); },
        [this, serial = comparison_](const Result<Comparison>& comparison) {
            if (serial != comparison_) return;
            comparing_ = false;
            if (!comparison) return fail(comparison.error());
            show(*comparison);
        });
}

void HistoryViewModel::show(const Comparison& comparison) {
    base_ = comparison.base;
    first_ = comparison.first;
    changes_.setChanges(comparison.changes, base_ != 0);
    error_ = {};
    Q_EMIT changesChanged();
    Q_EMIT errorChanged();
}

void HistoryViewModel::fail(const Error& error) {
    error_ = ErrorInfo::from(error);
    Q_EMIT stepsChanged();
    Q_EMIT changesChanged();
    Q_EMIT errorChanged();
}

RestoreRequest HistoryViewModel::request(qint64 version, const QString& label) const {
    return {services_.actor(), form_, version, label};
}

QString HistoryViewModel::timeOf(const HistoryStep& step) {
    return QDateTime::fromMSecsSinceEpoch(step.toMs).toString(QStringLiteral("MM-dd HH:mm"));
}

void HistoryViewModel::restoreValue(int change) {
    if (!changes_.isRestorable(change)) return;
    const auto& wanted = changes_.changes().at(change);
    Q_EMIT restoreRequested(request(base_, tr("恢复 %1").arg(wanted.place)), wanted.record, wanted.field);
}

void HistoryViewModel::restoreVersion() {
    const int row = selected();
    if (row < 0) return;
    const auto& step = steps_.steps().at(row);
    Q_EMIT restoreRequested(request(step.newest, tr("恢复到 %1 的版本").arg(timeOf(step))), {}, {});
}

} // namespace jixiao
