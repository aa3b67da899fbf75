#pragma once

#include "core/review/parsed_form.h"

#include <QHash>
#include <QPair>

#include <deque>

namespace jixiao::review {

/// All reviewed forms with the indexes that cross-form rules look things up in; building it is linear.
class ReviewContext {
public:
    struct Place {
        const ParsedForm* form;
        const Indicator* indicator;
    };

    ReviewContext() = default;
    ReviewContext(const ReviewContext&) = delete;
    ReviewContext& operator=(const ReviewContext&) = delete;

    void add(int index, const FormDocument& document, const FormTemplate& form, const Words& words);
    /// Call once, after the last add.
    void buildIndexes();

    const std::deque<ParsedForm>& forms() const { return forms_; }
    /// The unit's code: the form's own, or the only one the neighbouring forms have.
    QString unitOf(const ParsedForm& form) const { return units_.value(form.index); }
    /// Forms of the same family, unit and year, itself included.
    QList<const ParsedForm*> peers(const ParsedForm& form) const { return groups_.value(group(form)); }
    QList<const ParsedForm*> withSameCode(const ParsedForm& form) const;
    QList<const ParsedForm*> withSameGoals(const ParsedForm& form) const;
    QList<Place> withSameName(const ParsedForm& form, const Indicator& indicator) const;

private:
    QString group(const ParsedForm& form) const;
    static QString goalShape(const ParsedForm& form);

    std::deque<ParsedForm> forms_;
    QHash<int, QString> units_;
    QHash<QString, QList<const ParsedForm*>> groups_;
    QHash<QString, QList<const ParsedForm*>> codes_;
    QHash<QString, QList<const ParsedForm*>> goals_;
    QHash<QString, QList<Place>> names_;
};

} // namespace jixiao::review
