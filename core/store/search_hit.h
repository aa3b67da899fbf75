#pragma once

#include "core/base/id.h"

#include <QList>
#include <QPair>
#include <QString>

namespace jixiao {

/// One place that holds what was searched for.
struct SearchHit {
    Id form;           ///< the declaration to open
    QString formTitle; ///< the project's name, or the form's own title
    Id record;
    QString recordType;
    QString field;
    QString text;                      ///< the field's text, or the part of it around the first match
    int textBegin = 0;                 ///< where `text` begins in the field's value
    QList<QPair<int, int>> highlights; ///< begin and length in `text`, in order, not overlapping
};

/// What one hit stands for.
enum class HitPer { Record, Form };

} // namespace jixiao
