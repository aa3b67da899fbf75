#pragma once

#include "core/review/check.h"

namespace jixiao {

struct RuleSet::Data {
    QString version;
    QList<review::Rule> rules;
    review::Words words;
};

} // namespace jixiao
