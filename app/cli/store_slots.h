#pragma once

#include <QStringList>

namespace jixiao::cli {

struct Context;

/// jixiaoctl store slots DIR …: who can unlock a data folder. `arguments` are those after "slots".
int runStoreSlots(Context& context, const QStringList& arguments);
/// jixiaoctl store rekey DIR.
int runStoreRekey(Context& context, const QString& folder);

} // namespace jixiao::cli
