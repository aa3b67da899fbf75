#pragma once

#include "core/store/search_fields.h"
#include "core/store/search_text.h"
#include "core/store/store.h"

#include <algorithm>
#include <set>

namespace jixiao::test {

using Found = std::set<std::pair<QString, QString>>; // form, record

/// Reads every record and looks for every word in every field.
class Naive {
public:
    explicit Naive(Store& store) : store_(store) {}

    Found find(const QString& query) {
        Found found;
        const auto words = searchWords(query);
        if (words.isEmpty()) return found;
        const auto declarations = *store_.recordsOfType(RecordType::declaration);
        for (const auto& type : searchableTypes()) {
            const auto records = *store_.recordsOfType(type.type);
            for (const auto& record : records) {
                if (!holdsAll(record, type.fields, words)) continue;
                for (const auto& form : declarations) {
                    if (form.id == record.id || form.id == record.parent || form.parent == record.id)
                        found.insert({form.id.toString(), record.id.toString()});
                }
            }
        }
        return found;
    }

private:
    static bool holdsAll(const Record& record, const QStringList& fields, const QStringList& words) {
        return std::all_of(words.cbegin(), words.cend(), [&](const QString& word) {
            return std::any_of(fields.cbegin(), fields.cend(),
                               [&](const QString& field) { return foldForSearch(record.value(field)).contains(word); });
        });
    }

    Store& store_;
};

inline Found foundBy(const QList<SearchHit>& hits) {
    Found found;
    for (const auto& hit : hits)
        found.insert({hit.form.toString(), hit.record.toString()});
    return found;
}

} // namespace jixiao::test
