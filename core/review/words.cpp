#include "core/review/words.h"

#include <QJsonArray>

#include <optional>

namespace jixiao::review {

namespace {

Error invalid(const QString& place) { return {ErrorCode::TemplateInvalid, QStringLiteral("words: ") + place}; }

std::optional<Kind> kindFromName(const QString& name) {
    static const QHash<QString, Kind> kinds{
        {QStringLiteral("output"), Kind::Output},
        {QStringLiteral("benefit"), Kind::Benefit},
        {QStringLiteral("satisfaction"), Kind::Satisfaction},
        {QStringLiteral("cost"), Kind::Cost},
        {QStringLiteral("quantity"), Kind::Quantity},
        {QStringLiteral("quality"), Kind::Quality},
        {QStringLiteral("timeliness"), Kind::Timeliness},
        {QStringLiteral("economic"), Kind::Economic},
        {QStringLiteral("social"), Kind::Social},
        {QStringLiteral("ecological"), Kind::Ecological},
        {QStringLiteral("sustainability"), Kind::Sustainability},
    };
    const auto found = kinds.constFind(name);
    if (found == kinds.cend()) return std::nullopt;
    return *found;
}

Result<QStringList> stringList(const QJsonValue& value, const QString& place) {
    if (!value.isArray()) return invalid(place);
    QStringList list;
    for (const auto& entry : value.toArray()) {
        if (!entry.isString() || entry.toString().isEmpty()) return invalid(place);
        list.append(entry.toString());
    }
    return list;
}

} // namespace

Result<Words> Words::fromJson(const QJsonObject& json) {
    Words words;
    words.version_ = json.value(QStringLiteral("version")).toString();
    if (words.version_.isEmpty()) return invalid(QStringLiteral("version"));

    const auto lists = json.value(QStringLiteral("lists")).toObject();
    for (auto it = lists.begin(); it != lists.end(); ++it) {
        auto list = stringList(*it, it.key());
        if (!list) return list.error();
        words.lists_.insert(it.key(), *std::move(list));
    }
    const auto patterns = json.value(QStringLiteral("patterns")).toObject();
    for (auto it = patterns.begin(); it != patterns.end(); ++it) {
        QRegularExpression pattern(it->toString());
        if (it->toString().isEmpty() || !pattern.isValid()) return invalid(it.key());
        pattern.optimize();
        words.patterns_.insert(it.key(), pattern);
    }
    const auto maps = json.value(QStringLiteral("maps")).toObject();
    for (auto it = maps.begin(); it != maps.end(); ++it) {
        QHash<QString, QString> map;
        const auto object = it->toObject();
        for (auto entry = object.begin(); entry != object.end(); ++entry) {
            if (!entry->isString()) return invalid(it.key() + u'.' + entry.key());
            map.insert(entry.key(), entry->toString());
        }
        words.maps_.insert(it.key(), map);
    }
    if (auto read = words.readKinds(json.value(QStringLiteral("level1")), words.level1_); !read) return read.error();
    if (auto read = words.readKinds(json.value(QStringLiteral("level2")), words.level2_); !read) return read.error();
    if (auto bound = words.bindReadingWords(); !bound) return bound.error();
    return words;
}

Result<void> Words::bindReadingWords() {
    const std::pair<QString, QRegularExpression*> needed[]{
        {QStringLiteral("rateName"), &rateName},
        {QStringLiteral("notARate"), &notARate},
        {QStringLiteral("unboundedRate"), &unboundedRate},
        {QStringLiteral("badEvent"), &badEvent},
        {QStringLiteral("badEventHandled"), &badEventHandled},
        {QStringLiteral("constructionName"), &constructionName},
        {QStringLiteral("notConstructionName"), &notConstructionName},
    };
    for (const auto& [name, target] : needed) {
        const auto* found = pattern(name);
        if (!found) return invalid(name);
        *target = *found;
    }
    const auto* units = list(QStringLiteral("timeUnits"));
    if (!units) return invalid(QStringLiteral("timeUnits"));
    timeUnits = *units;
    return {};
}

Result<void> Words::readKinds(const QJsonValue& value, Kinds& kinds) {
    if (!value.isArray() || value.toArray().isEmpty()) return invalid(QStringLiteral("level1/level2"));
    for (const auto& entry : value.toArray()) {
        const auto object = entry.toObject();
        const auto word = object.value(QStringLiteral("word")).toString();
        const auto kind = kindFromName(object.value(QStringLiteral("kind")).toString());
        const auto label = object.value(QStringLiteral("label")).toString();
        const auto also = stringList(object.value(QStringLiteral("also")), word);
        const auto replaced = stringList(object.value(QStringLiteral("replace")), word);
        if (!kind || word.isEmpty() || label.isEmpty()) return invalid(QStringLiteral("kind of ") + word);
        if (!also) return also.error();
        if (!replaced) return replaced.error();
        kinds.insert(word, *kind);
        if (!labels_.contains(int(*kind))) labels_.insert(int(*kind), label);
        for (const QString& spelling : *also)
            kinds.insert(spelling, *kind);
        for (const QString& spelling : *replaced) {
            kinds.insert(spelling, *kind);
            replacements_.insert(spelling, word);
        }
    }
    return {};
}

Kind Words::kindOf(const Kinds& kinds, const QString& word) {
    if (word.isEmpty()) return Kind::None;
    return kinds.value(word, Kind::Other);
}

const QStringList* Words::list(const QString& name) const {
    const auto found = lists_.constFind(name);
    return found == lists_.cend() ? nullptr : &*found;
}

const QRegularExpression* Words::pattern(const QString& name) const {
    const auto found = patterns_.constFind(name);
    return found == patterns_.cend() ? nullptr : &*found;
}

const QHash<QString, QString>* Words::map(const QString& name) const {
    const auto found = maps_.constFind(name);
    return found == maps_.cend() ? nullptr : &*found;
}

} // namespace jixiao::review
