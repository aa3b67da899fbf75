#include "core/store/search_fields.h"

#include "core/domain/record.h"

#include <algorithm>

namespace jixiao {

namespace {

enum Rank { Remark, Content, Name };

QStringList fields(const char* names) { return QString::fromLatin1(names).split(u' '); }

} // namespace

const QList<SearchableType>& searchableTypes() {
    static const QList<SearchableType> types{
        {RecordType::project, Name, fields("name code")},
        {RecordType::declaration, Name,
         fields("title unitName annualStatement longTermStatement fundUse functions annualTasks goalCompletion"
                " conclusion problems improvements newAssets overallIntro")},
        {RecordType::goal, Content, fields("text indicators")},
        {RecordType::indicator, Content,
         fields("name description target midTermName midTermTarget basis note category dataSource")},
        {RecordType::gradeStandard, Content,
         fields("name description goal dutyName dutyDescription dutyGoal activityName activityDescription")},
        {RecordType::outcome, Content, fields("name target actualValue deviationReason measure remark")},
        {RecordType::narrative, Content, fields("text")},
        {RecordType::fundLine, Content, fields("item name project content use reason catalogue")},
        {RecordType::opinion, Remark, fields("text")},
        {RecordType::transition, Remark, fields("opinion")},
    };
    return types;
}

const SearchableType* searchableType(const QString& type) {
    const auto& types = searchableTypes();
    const auto found =
        std::find_if(types.cbegin(), types.cend(), [&](const SearchableType& known) { return known.type == type; });
    return found == types.cend() ? nullptr : &*found;
}

} // namespace jixiao
