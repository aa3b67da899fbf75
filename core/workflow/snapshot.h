#pragma once

#include "core/domain/record.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace jixiao {

/// The canonical bytes of a form's content: its declaration, project, spending plan, table rows and the reasons given
/// for warnings (who approves has read them), not opinions, not transitions, not reports, not deleted rows, not fields
/// the server owns; sorted by type and id, as canonical JSON. A blank field and an absent one are the same. Device and
/// server compute the same bytes from the same content, whatever order the records came in.
QByteArray canonicalSnapshot(const QList<Record>& records);

/// "sha256:" + 64 hex digits over canonicalSnapshot(). A submit or decision names it (promise P9).
QString snapshotHash(const QList<Record>& records);

/// Fields that only the server changes: state, round, snapshotHash. They are no part of a form's content.
bool isServerOwned(const QString& field);

/// Whether records of this type are a form's content: not opinions, not transitions, not what forms share.
bool isFormContent(const QString& type);

/// What a transition's signature covers: canonical JSON of its id, unit, declaration and fields but the signature.
QByteArray transitionToSign(const Record& transition);

} // namespace jixiao
