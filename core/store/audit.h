#pragma once

#include "core/base/id.h"

#include <QString>

#include <optional>

namespace jixiao {

/// The first place where the journal is not what was written.
struct AuditBreak {
    enum class Kind {
        Altered,     ///< the entry or its group holds something else than what was chained
        Missing,     ///< entries before `seq` are gone: `seq` is the first of them
        Added,       ///< stands behind the end of the chain or before its beginning
        CutOff,      ///< the journal ends before the chain does: `seq` is the first missing entry
        EmptyGroup,  ///< a group without entries
        State,       ///< done, undone or closed does not follow from the undo and redo groups
        HeadMissing, ///< `meta` does not say where the chain ends
        HeadAltered, ///< the entries are whole, but `meta` says something else
    };
    Kind kind = Kind::Altered;
    qint64 group = 0; ///< 0 when it is not known any more
    qint64 seq = 0;   ///< 0 when it is about a whole group or the head
    // As they stand there now; empty for what is gone.
    qint64 atMs = 0;
    QString personName = {};
    Id record = {};
    QString field = {};
};

/// What the verification of the audit chain found.
struct AuditReport {
    qint64 groups = 0;  ///< verified
    qint64 entries = 0; ///< verified
    std::optional<AuditBreak> broken;

    bool ok() const { return !broken.has_value(); }
};

} // namespace jixiao
