#pragma once

#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <functional>

namespace fixtures {

/// Chooses a number from 0 up to, not including, its argument: a property's generator or any other source.
using Chooser = std::function<int(int)>;

/// A document of a form with awkward values of every type in most places: 0, 1 or many rows in every table,
/// neighbours with equal values, blank cells and blank rows, words of the form itself as values.
jixiao::FormDocument awkwardDocument(const jixiao::FormTemplate& form, const Chooser& choose);

} // namespace fixtures
