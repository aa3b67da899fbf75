#pragma once

#include <QStringList>

namespace jixiao::cli {

struct Context;

/// store backup DIR [-o FOLDER] [--keep N]; the arguments after "backup".
int runStoreBackup(Context& context, const QStringList& arguments);
/// store restore DIR --from BACKUP [--preview] [--discard-unsent] [--json OUT|-]
int runStoreRestore(Context& context, QStringList arguments);
/// store salvage DIR -o NEWDIR
int runStoreSalvage(Context& context, const QStringList& arguments);
/// store export DIR -o OUT|-
int runStoreExport(Context& context, const QStringList& arguments);
/// store import DIR FILE
int runStoreImport(Context& context, const QStringList& arguments);

/// store attach DIR --form ID [--row ID] [--period PERIOD] FILE
int runStoreAttach(Context& context, const QStringList& arguments);
/// store evidence DIR [--extract HASH -o OUT|-] [--clean-up]
int runStoreEvidence(Context& context, QStringList arguments);

} // namespace jixiao::cli
