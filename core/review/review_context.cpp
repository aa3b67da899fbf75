#include "core/review/review_context.h"

#include "core/review/text.h"

#include <QSet>

namespace jixiao::review {

void ReviewContext::add(int index, const FormDocument& document, const FormTemplate& form, const Words& words) {
    forms_.emplace_back(index, document, form, words);
}

void ReviewContext::buildIndexes() {
    const auto season = [](const ParsedForm& form) {
        return form.family + u'|' + QString::number(form.document.fiscalYear);
    };
    QHash<QString, QSet<QString>> written;
    for (const auto& form : forms_)
        if (!form.unit.isEmpty()) written[season(form)].insert(form.unit);
    for (const auto& form : forms_) {
        const auto units = written.value(season(form));
        units_.insert(form.index, form.unit.isEmpty() && units.size() == 1 ? *units.begin() : form.unit);
    }
    for (const auto& form : forms_) {
        const QString key = group(form);
        groups_[key].append(&form);
        if (!form.code.isEmpty()) codes_[key + u'|' + form.code].append(&form);
        if (const QString shape = goalShape(form); !shape.isEmpty()) goals_[key + u'|' + shape].append(&form);
        for (const auto& indicator : form.indicators)
            if (!indicator.masked && !indicator.plainName.isEmpty())
                names_[key + u'|' + indicator.plainName].append({&form, &indicator});
    }
}

QString ReviewContext::group(const ParsedForm& form) const {
    return form.family + u'|' + QString::number(form.document.fiscalYear) + u'|' + unitOf(form);
}

QString ReviewContext::goalShape(const ParsedForm& form) {
    QString shape;
    for (const auto& goal : form.goals) {
        for (const QChar c : plain(goal.text)) {
            if (!c.isDigit())
                shape.append(c);
            else if (!shape.endsWith(u'#'))
                shape.append(u'#');
        }
        shape.append(u'\n');
    }
    return shape;
}

QList<const ParsedForm*> ReviewContext::withSameCode(const ParsedForm& form) const {
    return form.code.isEmpty() ? QList<const ParsedForm*>() : codes_.value(group(form) + u'|' + form.code);
}

QList<const ParsedForm*> ReviewContext::withSameGoals(const ParsedForm& form) const {
    return goals_.value(group(form) + u'|' + goalShape(form));
}

QList<ReviewContext::Place> ReviewContext::withSameName(const ParsedForm& form, const Indicator& indicator) const {
    return names_.value(group(form) + u'|' + indicator.plainName);
}

} // namespace jixiao::review
