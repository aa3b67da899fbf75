#pragma once

#include "core/forms/explanation.h"
#include "core/store/form_repository.h"
#include "core/store/store.h"

#include <QHash>

namespace jixiao {

/// The reasons people gave for the warnings about a form. Each is a record of its own below the declaration and belongs
/// to one person on one device, so that two never write into the same one. Lives on the store thread; holds no state.
class ExplanationRepository {
public:
    ExplanationRepository(Store& store, IdSource& ids) : store_(store), ids_(ids) {}

    /// Oldest first. Errors: those of the store.
    Result<QList<Explanation>> load(const Id& declaration) const;
    /// Writes the texts in the actor's name, all in one transaction and one undo step: into the record this person
    /// already has on this device for the same message, else into a new one. `atMs` is when it was written. What says
    /// nothing new changes nothing. Errors: FormLocked, RecordNotFound, InvalidInput (a text or message too long).
    Result<void> write(const Id& declaration, const QList<Explanation>& explanations, const Actor& actor,
                       const QString& label = {});

    /// Writes the reasons a file brought, once its forms are imported: `explanations` by index of `incoming`. What a
    /// form says already changes nothing. The first error stops it. Errors: as above.
    Result<void> bringIn(const FormRepository& forms, const ImportOutcome& outcome, const QList<FormDocument>& incoming,
                         const QHash<int, QList<PlacedExplanation>>& explanations, const Actor& actor);

private:
    Store& store_;
    IdSource& ids_;
};

} // namespace jixiao
