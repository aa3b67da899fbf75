#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/documents/importer.h"
#include "core/forms/form_template.h"
#include "core/rulebook/rules_in_force.h"
#include "core/store/store.h"

#include <QStringList>

namespace jixiao::cli {

/// Documented, stable exit codes.
enum ExitCode {
    Ok = 0,
    FindingsOpen = 1, ///< review: at least one finding of severity E
    BadInput = 2,     ///< unreadable input or wrong usage
    Failed = 3,       ///< everything else: store, network, disk
};

/// What every command gets.
struct Context {
    QStringList arguments; ///< after the command's own words
    const FormCatalogue& catalogue = FormCatalogue::builtIn();
    SystemClock clock;
    SystemRandom random;
    UuidV7Source ids{clock, random};
    RulesInForce rules = RulesInForce::builtIn(); ///< those of the store, once one is open
};

int runImport(Context& context);
int runReview(Context& context);
int runRules(Context& context);
int runScore(Context& context);
int runExport(Context& context);
int runStore(Context& context);
int runSync(Context& context);
int runPackage(Context& context);

/// One line on standard error: what, what is safe, what to do. Returns the exit code that fits.
int report(const Error& error);
/// Writes to a file, or to standard output for "-".
Result<void> writeOut(const QString& target, const QByteArray& bytes);
/// From JIXIAO_PASSPHRASE_FILE, else one line of standard input (without echo on a terminal). Never an argument.
Result<SecretBytes> readPassphrase();
/// From JIXIAO_NEW_PASSPHRASE_FILE, else the next line of standard input; on a terminal twice. Errors: those of
/// readPassphrase(), InvalidInput when the two differ.
Result<SecretBytes> readNewPassphrase();
/// Unlocks DIR with readPassphrase() and opens its store; its rules are in force from then on.
Result<std::unique_ptr<Store>> openStore(Context& context, const QString& folder);
/// The documents of a FILE argument, or of every form in the store when `storeFolder` is not empty; with the reasons
/// given for warnings about them.
Result<ImportResult> readDocuments(Context& context, const QString& file, const QString& storeFolder);

} // namespace jixiao::cli
