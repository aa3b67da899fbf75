#pragma once

#include "core/base/result.h"
#include "core/store/attachment.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace jixiao {

/// A kind of file that may stand as evidence.
struct EvidenceKind {
    /// What is done with it: Sealed files are kept as they are, never opened.
    enum class Reader { Sealed, Picture, Document, Workbook, Text };
    /// Bytes at a place of the file.
    struct Magic {
        qint64 at = 0;
        QByteArray bytes;
    };

    QString id;
    QString label;
    QStringList endings; ///< the first one for a copy that is saved
    Reader reader = Reader::Sealed;
    QList<Magic> magic;    ///< one of them; none for text
    QByteArray tail;       ///< occurs near the end; empty when nothing has to
    qint64 tailWithin = 0; ///< bytes
    QByteArray decoder;    ///< of a picture: the format's name in Qt
    qint64 maxBytes = 0;
    qint64 maxPixels = 0; ///< of a picture
};

/// What may stand as evidence, read from assets/evidence/kinds.json. Immutable.
struct EvidenceRules {
    AttachmentLimits limits;
    int thumbnailPixels = 0; ///< longest side
    int decodedMb = 0;       ///< the most memory one picture may take while it is decoded
    QList<EvidenceKind> kinds;

    const EvidenceKind* find(const QString& id) const;
    QString labels() const; ///< "JPEG 图片、PDF"

    /// Errors: TemplateInvalid naming the place, JsonMalformed.
    static Result<EvidenceRules> fromJson(const QByteArray& json);
    /// The rules in force; a broken file ends the program, which a test rules out. Any thread.
    static const EvidenceRules& builtIn();
};

} // namespace jixiao
