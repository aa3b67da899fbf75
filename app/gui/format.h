#pragma once

#include "core/domain/money.h"
#include "core/domain/role.h"
#include "core/forms/form_template.h"
#include "core/store/search_hit.h"
#include "core/store/store.h"

#include <QString>

namespace jixiao {

/// "今天 14:05", "昨天 09:30", "3月8日 09:30" or "2024年3月8日", local time.
QString friendlyTime(qint64 atMs, qint64 nowMs);
/// "2024-03-08 09:30", local time.
QString minuteText(qint64 atMs);
/// The day alone: "今天", "昨天", "3月8日", "2024年3月8日"; "" for 0.
QString friendlyDay(qint64 atMs, qint64 nowMs);
/// "14:05", local time; "" for 0.
QString clockTime(qint64 atMs);
/// A budget in the unit its form states (元 or 万元); nothing for what cannot be read.
/// What a form is called in lists: its project, its title, or what kind of form it is.
QString nameOf(const FormSummary& form, const FormCatalogue& catalogue);
Money budgetOf(const QString& amount, const QString& moneyUnit);
/// "draft", "waiting", … : the key of the theme's status table.
QString statusName(FormStatus status);
/// About `length` characters of a hit from shortly before its first match, as styled text with the matches bold.
QString markedExcerpt(const SearchHit& hit, int length);

} // namespace jixiao
