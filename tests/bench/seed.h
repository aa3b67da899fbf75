#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/random.h"
#include "core/forms/form_document.h"
#include "core/forms/form_template.h"
#include "core/vault/slot.h"

#include <QTemporaryDir>

namespace jixiao::bench {

inline constexpr int projectCount = 200;
inline constexpr int longFormRows = 60;

inline QString passphrase() { return QStringLiteral("县公安局-测量用口令"); }
QString sampleFile(); ///< the twelve published tables

/// A data folder as a county office has it: 200 project forms, the newest with 60 indicators. Made once per run, on
/// the disk the program lies on, and removed with the object.
class Seed {
public:
    Seed();

    QString folder() const { return dir_.path(); }
    Id longForm() const { return longForm_; }
    KdfParams kdf() const { return {}; } ///< the floor: the shortest derivation leaves the least room to hide in
    const FormCatalogue& catalogue() const { return catalogue_; }

    /// `count` project forms made of the sample by giving each its own code and name.
    QList<FormDocument> documents(int count) const;
    /// One form with `longFormRows` indicators.
    FormDocument longDocument() const;

private:
    void fillStore();

    SystemClock clock_;
    SystemRandom random_;
    UuidV7Source ids_{clock_, random_};
    FormCatalogue catalogue_ = FormCatalogue::builtIn();
    QList<FormDocument> sample_;
    QTemporaryDir dir_;
    Id longForm_;
};

} // namespace jixiao::bench
