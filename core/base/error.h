#pragma once

#include <QMap>
#include <QString>
#include <QtCore/qobjectdefs.h>

namespace jixiao {

/// Every way an operation can fail. The enumerator's name is the key of its three sentences (what happened, what is
/// safe, what to do next) in assets/messages/*.json; a test requires one entry per enumerator.
namespace ErrorCodes {
Q_NAMESPACE
enum class ErrorCode {
    // anything
    Internal,
    InvalidInput,
    Cancelled,
    // files and documents
    FileNotFound,
    FileUnreadable,
    FileEmpty,
    FileTooLarge,
    FileBinary,
    FileEncoding,
    FileTruncated,
    DocumentProtected,
    DocumentHasMacros,
    DocumentOldFormat,
    DocumentDamaged,
    DocumentUnsafe,
    FormNotRecognised,
    JsonMalformed,
    TemplateInvalid,
    DiskFull,
    DiskWriteFailed,
    // vault and store
    WrongPassphrase,
    PassphraseTooWeak,
    TooManyAttempts,
    VaultMissing,
    VaultExists,
    VaultDamaged,
    Locked,
    StoreMissing,
    StoreExists,
    StoreDamaged,
    StoreNewer,
    StoreBusy,
    StoreNotEncrypted,
    StoreFailed,
    RecordNotFound,
    NothingToUndo,
    // workflow
    TransitionRefused,
    NotPermitted,
    FormLocked,
    SnapshotMismatch,
    ReviewBlocked,
    // network and server
    TransportMissing,
    NetworkOffline,
    NetworkTimeout,
    NetworkInterrupted,
    TlsUntrusted,
    PinMismatch,
    CaptivePortal,
    ServerUnavailable,
    ServerNonsense,
    ServerRefused,
    SignInExpired,
    RateLimited,
    RequestTooLarge,
    EnrolmentMalformed,
    EnrolmentInvalid,
    EnrolmentUsed,
    EnrolmentExpired,
    DeviceRevoked,
    DeviceCopied,
    // packages: entries that travel as a file
    PackageMalformed,
    PackageNewer,
    PackageTruncated,
    PackageTooLarge,
    PackageTampered,
    PackageNoPartner,
    PackageUnknownSender,
    PackageRevokedSender,
    PackageWrongReceiver,
    PackageWrongLevel,
    PackageRepeated,
    PackageOvertaken,
    PackageWaits,
    PackageGap,
    PackageForked,
    // review rules
    RulesUntrusted,
    RulesOutdated,
    // contents that stand as evidence
    AttachmentKindRefused,
    AttachmentTooLarge,
    AttachmentUnreadable,
    AttachmentsFull,
    AttachmentMissing,
    AttachmentDamaged,
};
Q_ENUM_NS(ErrorCode)
} // namespace ErrorCodes
using ErrorCodes::ErrorCode;

/// What a person is told: what happened, what is safe, what to do next. Plain Chinese (or English).
struct UserMessage {
    QString what;
    QString safe;
    QString next;

    /// The three sentences joined, for one-line surfaces such as the terminal.
    QString oneLine() const { return what + safe + next; }
};

/// A typed failure, passed as a value. `detail` is technical and in any language; it is shown only on demand.
/// `args` fill the {placeholders} of the message. `requestId` is set for failures of a server call.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString detail = {};
    QMap<QString, QString> args = {};
    QString requestId = {};

    /// The enumerator's name, e.g. "WrongPassphrase".
    QString id() const;
    /// The sentences of the current language; never empty.
    UserMessage userMessage() const;
};

} // namespace jixiao
