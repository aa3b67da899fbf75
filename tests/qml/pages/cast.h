#pragma once

#include "stage.h"

namespace jixiao::pages {

/// Puts the imported forms into states that otherwise need a server and other people.
struct Cast {
    Id draft;    ///< a draft with errors
    Id returned; ///< returned with an opinion on its first indicator
    Id received; ///< waits for the approver

    static Cast play(Stage& stage);
};

/// The person at the device becomes someone with these roles.
void actAs(Stage& stage, const QString& name, const QList<Role>& roles);

/// A server that cannot be reached.
void connectNowhere(Stage& stage);

/// Reports some figures that are good, some that are not, and some words.
void report(OutcomeViewModel& outcome);
/// A form without errors whose descriptions repeat the names of three indicators.
FormDocument explainable();

} // namespace jixiao::pages
