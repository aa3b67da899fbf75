#pragma once

#include "core/forms/form_document.h"
#include "core/forms/form_template.h"

#include <QString>

namespace fixtures {

/// What a filled-in form says on paper: two documents are the same for DOCX and XLSX when their normal forms are equal.
/// Everything else is carried as it stands. It lies in the nature of paper that
///  * records have no ids, fields no template knows are not there, and missing ones are blank;
///  * white space around a text is not seen; every line break is a line feed, control characters are spaces; the lines
///    outside the tables have no breaks and tabs;
///  * a blank title is the one the form makes, a number before it is its ordinal, a blank money unit that of the form;
///  * a date in its official writing is that date; a box not ticked is "" or "false"; a word beside a box or under a
///  tick is
///    the vocabulary's own;
///  * a list printed one text a line has a text a line, and no blank ones unless they are numbered;
///  * running text that begins like the list behind it, when that list is empty, is the list;
///  * a table whose only row is blank has no rows; running text ends with its last paragraph; the first column of fixed
///  rows
///    says what the form says;
///  * what the form does not print is not there (the importer names it).
jixiao::FormDocument normalForm(const jixiao::FormDocument& document, const jixiao::FormTemplate& form);

/// The first place where two documents differ, for people; empty when they are equal.
QString differenceOf(const jixiao::FormDocument& expected, const jixiao::FormDocument& found);

} // namespace fixtures
