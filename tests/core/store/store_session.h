#pragma once

#include "store_fixture.h"

#include <functional>

namespace jixiao::test {

inline const QString target = QStringLiteral("target");

/// The form with its history and its way to the server, as text, but for ids that differ from run to run. What is in
/// flight waits again after a restart. Its own allocations never fail.
QString contentOf(Store& store, const Id& form);
/// Everything a person could notice: the content, and what search finds.
QString dump(Store& store, const Id& form);

/// A store with one form that has been synchronised, and a session that does with it everything a store can do.
class Session {
public:
    using Step = std::function<Result<void>(Store&)>;
    struct Outcome {
        bool opened = false;
        int refused = 0;       ///< steps that reported an error
        int firstRefused = -1; ///< the first of them
        QStringList seen;      ///< what was there at first and after each acknowledged step
    };

    Session();
    /// The folder as it was before the session.
    void reset();
    QList<Step> steps();
    /// Opens the store and runs every step whatever happens to the others.
    Outcome run();

    StoreFixture f;
    Id form;
    QByteArray fileBytes;
};

} // namespace jixiao::test
