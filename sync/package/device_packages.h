#pragma once

#include "core/base/clock.h"
#include "core/store/store.h"
#include "sync/package/folder.h"
#include "sync/package/registration.h"

namespace jixiao::package {

/// What a person is shown before a package is applied, and afterwards.
struct Summary {
    Header header;
    qint64 received = 0; ///< the newest of our own packages the other side has
    int applied = 0;     ///< verdicts: taken over, also merged and known already
    int conflicts = 0;
    int refused = 0;
    int deferred = 0;
    int changes = 0;   ///< records of others, or back from the server
    int decisions = 0; ///< of them: decisions about forms
};

struct ExportOptions {
    Level level = Level::Internal;
    qsizetype maxFileBytes = usualFileBytes;
};

struct Exported {
    QList<Made> packages;
    QList<Id> entries; ///< ids of the mutations in them
    int tooLarge = 0;  ///< refused here, since no server takes them
};

/// Packages of a device: what waits in its outbox goes out, verdicts and changes come back, by the same code as the
/// answers of a server. On the thread that owns the store.
class DevicePackages {
public:
    DevicePackages(Store& store, const Actor& actor, const Signer& signer, IdSource& ids, const Clock& clock)
        : store_(store), actor_(actor), signer_(signer), ids_(ids), clock_(clock) {}

    /// Error: PackageNoPartner.
    Result<Partner> partner() const;
    /// Who the answers must come from; from then on numbers begin anew if it is another one than before.
    Result<void> adopt(const Partner& partner);
    Result<Exchange> exchange() const;

    /// Everything the server has not acknowledged, in files the caller writes. Their numbers are used up when this
    /// returns: files that never get there do no harm. An export of nothing still carries our receipt. Errors:
    /// PackageNoPartner, PackageWrongLevel (above what the receiver may read), PackageTooLarge, and those of the store.
    Result<Exported> make(const ExportOptions& options);
    /// The files are written: what is in them waits for its receipt now. `waitingText` is what the list of what is
    /// waiting says.
    Result<void> markGiven(const Exported& exported, const QString& waitingText);

    /// Whether the file may be taken in now, and what is in it; nothing changes. Errors: those of package::parse,
    /// package::check, Exchange::judge, Exchange::acknowledge, openBody and decodeContent; PackageNoPartner.
    Result<Summary> preview(const QByteArray& file, bool acceptGap = false) const;
    /// Takes it in. After a failure or a crash in the middle the same file is taken in once more, with the same
    /// outcome.
    Result<Summary> take(const QByteArray& file, bool acceptGap = false);

private:
    struct Opened {
        Envelope envelope;
        Content content;
        Exchange exchange; ///< as it is once the file is taken
    };
    Result<Opened> open(const QByteArray& file, bool acceptGap) const;
    Result<void> applyPages(const Content& content);
    Result<void> keep(const Exchange& exchange);
    Result<int> refuseTooLarge(QList<OutboundMutation>& mutations);

    Store& store_;
    const Actor& actor_;
    const Signer& signer_;
    IdSource& ids_;
    const Clock& clock_;
};

} // namespace jixiao::package
