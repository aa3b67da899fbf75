#pragma once

#include "sync/package/envelope.h"
#include "sync/protocol/messages.h"

namespace jixiao::package {

/// What stands before the messages in a body.
struct Manifest {
    qint64 received = 0;     ///< the newest number of the other side's packages that was taken in here
    QByteArray receivedHash; ///< SHA-256 of that file; empty for none
    /// Entries: how far the device has read the feed of changes. Answer: where the first page of changes in this file
    /// begins.
    qint64 cursor = 0;
    /// Answer: the feed is read from its beginning once more, whatever the device has read: the server was restored.
    bool again = false;

    friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// The content of a package: the messages of sync/protocol, one a line, behind the manifest.
struct Content {
    Manifest manifest;
    QList<OutboundMutation> mutations; ///< Entries
    QList<MutationVerdict> verdicts;   ///< Answer
    QList<protocol::ChangesReply> pages;

    int records() const; ///< what the header's count must be
};

/// One message of a body as it will stand there, and how many records it has.
struct Message {
    QByteArray line;
    int records = 0;
    qint64 cursor = -1; ///< of a page of changes: where it ends
};

/// Mutations and verdicts in messages of at most `maxBytes` or one item.
QList<Message> messagesOf(const QList<OutboundMutation>& mutations, qsizetype maxBytes);
QList<Message> messagesOf(const QList<MutationVerdict>& verdicts, qsizetype maxBytes);
Message messageOf(const protocol::ChangesReply& page);

QByteArray encodeContent(const Manifest& manifest, const QList<Message>& messages);
/// Errors: PackageMalformed (with the line), also when the count differs from the header's.
Result<Content> decodeContent(const Header& header, const QByteArray& bytes);

/// Distributes messages over parts whose files are likely to stay below `maxFileBytes` each; a message that is larger
/// by itself has a part of its own. At least one part.
QList<QList<Message>> split(const QList<Message>& messages, qsizetype maxFileBytes);

} // namespace jixiao::package
