#pragma once

#include "tests/bench/report.h"
#include "tests/bench/seed.h"

namespace jixiao::bench {

// Each adds its measures to the report. They run one after another, on the UI thread of the process.

void measureWindows(const Seed& seed, Report& report);   ///< first frame, resident memory: child processes
void measureSession(const Seed& seed, Report& report);   ///< unlock to usable list
void measureForm(const Seed& seed, Report& report);      ///< opening, typing
void measureSaving(const Seed& seed, Report& report);    ///< autosave on the store thread
void measureSearch(const Seed& seed, Report& report);    ///< full text over 100,000 indicators
void measureDocuments(const Seed& seed, Report& report); ///< import
void measureReview(const Seed& seed, Report& report);    ///< all rules, typing, growth
void measureOffice(const Seed& seed, Report& report);    ///< DOCX in, PDF out, beside LibreOffice

struct SyncOptions {
    int documents = 5'000;
    bool large = false; ///< growth up to ten times as many
    QString peer;       ///< "pouchdb": compare with it in the same run
};
/// Push and pull of 5,000 documents with the real server program, single forms, growth.
void measureSync(const Seed& seed, const SyncOptions& options, Report& report);

} // namespace jixiao::bench
