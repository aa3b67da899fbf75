#pragma once

#include "app/gui/outcome_view_model.h"
#include "app/gui/worker.h"
#include "core/store/form_repository.h"

namespace jixiao {

inline constexpr int maxOutcomeUndo = 200;

/// Everything the page shows, read in one go on the store thread.
struct OutcomeViewModel::Loaded {
    FormDocument document;
    FormSummary summary;
    outcomes::FormReports reports;
    QList<Evidence> evidence = {};
    QSet<QByteArray> present = {};
    QHash<QByteArray, QByteArray> thumbnails = {};
};

/// A post of values on its way.
struct OutcomeViewModel::Sent {
    Id form;
    Id unit;
    outcomes::ReportValues values;
};

} // namespace jixiao
