// The part of FormViewModel that takes the reasons for warnings and brings them to the store.
#include "app/gui/form_view_model.h"
#include "app/gui/form_view_model_p.h"

namespace jixiao {

/// On the store thread.
Result<void> FormViewModel::saveExplanations(Store& store, IdSource& ids, const Sent& sent, const Actor& actor) {
    QList<Explanation> written;
    for (auto it = sent.values.cbegin(); it != sent.values.cend(); ++it)
        if (!it.key().rule.isEmpty()) written.append(explanationOf(it.key(), it.value(), sent.atMs));
    if (written.isEmpty()) return {};
    return ExplanationRepository(store, ids).write(sent.form, written, actor, sent.label);
}

Explanation FormViewModel::explanationOf(const Place& place, const QString& text, qint64 atMs) {
    Explanation explanation;
    explanation.rule = place.rule;
    explanation.table = place.table;
    explanation.row = place.row;
    explanation.field = place.field;
    explanation.message = place.message;
    explanation.text = text;
    explanation.atMs = atMs;
    return explanation;
}

/// Those of the store with what is on its way there on top.
QList<Explanation> FormViewModel::explanationsNow() const {
    auto all = explanations_;
    const auto add = [&](const Values& values, qint64 atMs) {
        for (auto it = values.cbegin(); it != values.cend(); ++it) {
            if (it.key().rule.isEmpty()) continue;
            all.append(explanationOf(it.key(), it.value(), atMs));
            all.last().personName = services_.actor().name;
        }
    };
    for (const auto& sent : sent_)
        if (sent.form == id_) add(sent.values, sent.atMs);
    add(pending_, services_.clock().nowMs());
    return all;
}

void FormViewModel::spreadExplanations() {
    findings_.setExplained(jixiao::explain(findings_.findings(), reviewed_, explanationsNow()),
                           services_.clock().nowMs());
}

/// Where the reason for a finding is kept; nullopt when it takes none now.
std::optional<FormViewModel::Place> FormViewModel::explanationPlace(int finding) const {
    if (finding < 0 || finding >= findings_.count() || loading_ || !isEditable()) return std::nullopt;
    const auto& found = findings_.findings().at(finding);
    if (found.severity != Severity::Warning) return std::nullopt;
    const auto place = explanationAt(reviewed_, found.path, found.rule, found.answered());
    if (!place) return std::nullopt;
    return Place{place->table, place->row, place->field, place->rule, place->message};
}

void FormViewModel::explain(int finding, const QString& text) {
    const auto place = explanationPlace(finding);
    const auto wanted = text.left(maxExplanationLength);
    if (!place || findings_.explained().at(finding).explanation.text == wanted) return;
    pending_.insert(*place, wanted);
    setSaveState(SaveState::Saving);
    saveTimer_.start(saveDelayMs);
    spreadExplanations();
    Q_EMIT undoChanged();
}

void FormViewModel::commitExplanation(int finding, const QString& text) {
    explain(finding, text);
    saveNow();
}

void FormViewModel::confirmExplanation(int finding) {
    const auto place = explanationPlace(finding);
    if (!place || findings_.explained().at(finding).answer != Answer::Outdated) return;
    pending_.insert(*place, findings_.explained().at(finding).explanation.text);
    saveNow();
    spreadExplanations();
}

void FormViewModel::explainRule(int finding) {
    if (!explanationPlace(finding) || findings_.explained().at(finding).answer != Answer::Given) return;
    const auto rule = findings_.findings().at(finding).rule;
    const auto text = findings_.explained().at(finding).explanation.text;
    Values values;
    for (int other = 0; other < findings_.count(); ++other) {
        const auto answer = findings_.explained().at(other).answer;
        if (findings_.findings().at(other).rule != rule || (answer != Answer::Missing && answer != Answer::Outdated))
            continue;
        if (const auto place = explanationPlace(other)) values.insert(*place, text);
    }
    saveNow();
    if (values.isEmpty() || services_.store() == nullptr) return;
    post(values, tr("同一条说明"));
    spreadExplanations();
}

void FormViewModel::showMissingExplanation() {
    for (int finding = 0; finding < findings_.count(); ++finding) {
        const auto answer = findings_.explained().at(finding).answer;
        if (answer == Answer::Missing || answer == Answer::Outdated) return Q_EMIT explanationRequested(finding);
    }
}

} // namespace jixiao
