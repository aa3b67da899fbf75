#include "core/store/explanation_repository.h"

#include <algorithm>

namespace jixiao {

namespace {

Result<void> checkLength(const Explanation& explanation) {
    if (explanation.text.size() > maxExplanationLength)
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("an explanation of %1 characters").arg(explanation.text.size())};
    if (explanation.message.size() > maxExplainedMessageLength)
        return Error{ErrorCode::InvalidInput,
                     QStringLiteral("explains a message of %1 characters").arg(explanation.message.size())};
    return {};
}

/// What has to change for this reason to be the one that counts; nothing when it does already. A new record still lacks
/// its id and place.
std::optional<RecordEdit> editFor(Explanation explanation, const QList<Explanation>& present, const Actor& actor) {
    const Explanation* last = nullptr;
    const Explanation* own = nullptr;
    for (const auto& each : present) {
        if (!each.answersSame(explanation)) continue;
        last = &each;
        if (each.personId == actor.personId && each.deviceId == actor.deviceId) own = &each;
    }
    if (last != nullptr ? last->text == explanation.text : explanation.isBlank()) return std::nullopt;
    // Clocks differ between devices; what is written after reading another reason comes after it.
    if (last != nullptr) explanation.atMs = std::max(explanation.atMs, last->atMs + 1);
    RecordEdit edit;
    if (own != nullptr) {
        edit.record = own->id;
        edit.values = {{Field::text, explanation.text}, {Field::at, QString::number(explanation.atMs)}};
        return edit;
    }
    explanation.personId = actor.personId;
    explanation.personName = actor.name;
    explanation.deviceId = actor.deviceId;
    edit.values = explanation.values();
    edit.create = true;
    edit.type = RecordType::explanation;
    return edit;
}

/// The stored row an imported one has become: an import leaves rows where they are and fills in what the file has.
std::optional<FieldPath> placeAfterImport(FieldPath path, const FormDocument& incoming, const FormDocument& stored) {
    if (path.table.isEmpty() || path.row < 0) return path;
    const auto rows = incoming.rows(path.table);
    const auto now = stored.rows(path.table);
    if (path.row >= rows.size()) return std::nullopt;
    const auto holds = [&](const FormRow& row) {
        const auto& cells = rows.at(path.row).cells;
        for (auto cell = cells.cbegin(); cell != cells.cend(); ++cell)
            if (!cell->isEmpty() && row.cell(cell.key()) != *cell) return false;
        return true;
    };
    if (path.row < now.size() && holds(now.at(path.row))) return path;
    const auto found = std::find_if(now.cbegin(), now.cend(), holds);
    if (found == now.cend()) return std::nullopt;
    path.row = int(found - now.cbegin());
    return path;
}

QList<Explanation> afterImport(const QList<PlacedExplanation>& explanations, const FormDocument& incoming,
                               const FormDocument& stored) {
    QList<Explanation> written;
    for (const auto& each : explanations) {
        const auto path = placeAfterImport(each.path, incoming, stored);
        auto explanation = path ? explanationAt(stored, *path, each.rule, each.message) : std::nullopt;
        if (!explanation) continue;
        explanation->text = each.text;
        explanation->atMs = each.atMs;
        written.append(*explanation);
    }
    return written;
}

} // namespace

Result<QList<Explanation>> ExplanationRepository::load(const Id& declaration) const {
    const auto records = store_.children(declaration, RecordType::explanation);
    if (!records) return records.error();
    QList<Explanation> explanations;
    for (const auto& record : *records)
        explanations.append(Explanation::fromRecord(record));
    sortByTime(explanations);
    return explanations;
}

Result<void> ExplanationRepository::write(const Id& declaration, const QList<Explanation>& explanations,
                                          const Actor& actor, const QString& label) {
    const auto form = store_.record(declaration);
    if (!form) return form.error();
    if (!*form || (*form)->deleted || (*form)->type != RecordType::declaration)
        return Error{ErrorCode::RecordNotFound, declaration.toString()};
    const auto present = load(declaration);
    if (!present) return present.error();
    EditBatch batch{actor, declaration, label.isEmpty() ? QStringLiteral("填写说明") : label, {}};
    for (const auto& explanation : explanations) {
        if (auto checked = checkLength(explanation); !checked) return checked.error();
        if (auto edit = editFor(explanation, *present, actor)) batch.edits.append(*edit);
    }
    for (auto& edit : batch.edits) {
        if (!edit.create) continue;
        edit.record = ids_.next();
        edit.unit = (*form)->unit;
        edit.parent = declaration;
        edit.values.insert(Field::round, QString::number(std::max(1, (*form)->value(Field::round).toInt())));
    }
    return batch.edits.isEmpty() ? Result<void>() : store_.apply(batch);
}

Result<void> ExplanationRepository::bringIn(const FormRepository& forms, const ImportOutcome& outcome,
                                            const QList<FormDocument>& incoming,
                                            const QHash<int, QList<PlacedExplanation>>& explanations,
                                            const Actor& actor) {
    for (auto it = explanations.cbegin(); it != explanations.cend(); ++it) {
        const auto& form = outcome.declarations.at(it.key());
        const auto stored = forms.load(form);
        if (!stored) return stored.error();
        const auto written = afterImport(*it, incoming.at(it.key()), *stored);
        if (auto done = write(form, written, actor, QStringLiteral("导入")); !done) return done.error();
    }
    return {};
}

} // namespace jixiao
