#pragma once

#include "core/base/result.h"
#include "core/domain/evidence.h"
#include "core/domain/role.h"

#include <QByteArray>
#include <QSize>
#include <QString>

#include <functional>

namespace jixiao {

/// Contents are cut into pieces of this size, the last one shorter.
inline constexpr qint64 attachmentChunkBytes = 64 * 1024;
inline int attachmentChunks(qint64 size) { return int((size + attachmentChunkBytes - 1) / attachmentChunkBytes); }

/// A content as far as it is known without reading it.
struct AttachmentInfo {
    QByteArray hash; ///< SHA-256, 32 bytes
    qint64 size = 0;
    QString kind; ///< id of a kind in assets/evidence
    QSize pixels; ///< of a picture; otherwise empty
    qint64 addedMs = 0;
    int references = 0; ///< evidence that names it and is not removed
};

/// A content that was looked at and may be stored (core/evidence).
struct AttachmentContent {
    QByteArray hash;
    qint64 size = 0;
    QString kind;
    QSize pixels = {};
    QByteArray thumbnail = {}; ///< a small JPEG or PNG; empty for what is no picture
};

/// The most a content may hold and the most all contents of a store may hold together, in bytes.
struct AttachmentLimits {
    qint64 fileBytes = 0;
    qint64 totalBytes = 0;
};

/// What is to be put down as evidence. Content, person, device and time of `evidence` are filled in by the store.
struct EvidenceEdit {
    Actor actor;
    Id declaration;
    QString label; ///< what the history says
    Evidence evidence;
    AttachmentContent content;
    AttachmentLimits limits;
};

/// Takes a content piece by piece; an error stops the reading and is passed on.
using AttachmentSink = std::function<Result<void>(const QByteArray& bytes)>;

} // namespace jixiao
