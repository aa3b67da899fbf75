#pragma once

#include "core/documents/importer.h"
#include "core/documents/printed_layout.h"
#include "core/documents/printed_reader.h"
#include "core/documents/table_model.h"

#include <QHash>

#include <optional>

namespace jixiao {

/// What the properties of a file say about the forms in it, in their order. A claim is worth something only when the
/// form reads as it says: files are edited, joined and forged.
class ClaimedForms {
public:
    ClaimedForms(const SourceDocument& source, const FormCatalogue& catalogue)
        : source_(source), catalogue_(catalogue) {}

    struct Claimed {
        PrintedReading reading;
        qsizetype claim = -1;
    };
    /// The form that begins at an item, read as one of the next claims says it was printed.
    std::optional<Claimed> readAt(qsizetype index);
    /// The next claim that may be about a form read by its labels; -1 when there is none.
    qsizetype claimFor(const FormTemplate& form) const;
    int yearOf(qsizetype claim) const { return source_.claims.at(claim).year; }
    /// The claim has been found true: those before it are past.
    void accept(qsizetype claim) { next_ = claim + 1; }

    /// Whether what tells sibling forms apart speaks against a reading and for another form.
    bool readsLikeAnother(const FormDocument& document) const;
    /// What the claim says stood in the form but is not printed, as repairs of document `number`.
    QList<Repair> leftOut(qsizetype claim, int number) const;

private:
    const PrintedLayout* layoutOf(const FormClaim& claim);

    const SourceDocument& source_;
    const FormCatalogue& catalogue_;
    QHash<QString, PrintedLayout> layouts_;
    qsizetype next_ = 0; ///< the first claim not yet found true
    int falseClaims_ = 0;
};

} // namespace jixiao
