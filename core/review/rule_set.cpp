#include "core/review/rule_set.h"

#include "core/base/json.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace jixiao {

using namespace review;

namespace {

const QString wordsFile = QStringLiteral("words.json");
const QString english = QStringLiteral("en"); ///< the language the shipped rules are translated into

Error invalid(const QString& rule, const QString& why) {
    return {ErrorCode::TemplateInvalid, QStringLiteral("rule %1: %2").arg(rule, why), {{QStringLiteral("rule"), rule}}};
}

std::optional<Severity> severityFrom(const QString& letter) {
    if (letter == QLatin1String("E")) return Severity::Error;
    if (letter == QLatin1String("W")) return Severity::Warning;
    if (letter == QLatin1String("H")) return Severity::Hint;
    return std::nullopt;
}

/// A parameter is given in place (numbers) or names a list, pattern or map of the words.
bool readParam(const QString& declared, const QJsonObject& given, const Words& words, Params& params) {
    const QString kind = declared.section(u':', 0, 0);
    const QString name = declared.section(u':', 1);
    const auto value = given.value(name);
    const QString text = value.isDouble() ? QString::number(value.toInteger()) : value.toString();
    if (kind == QLatin1String("number")) {
        const auto number = Decimal::parse(text);
        if (number) params.numbers.insert(name, *number);
        return number.ok();
    }
    const auto* list = kind == QLatin1String("list") ? words.list(text) : nullptr;
    if (list) params.lists.insert(name, *list);
    const auto* pattern = kind == QLatin1String("pattern") ? words.pattern(text) : nullptr;
    if (pattern) params.patterns.insert(name, *pattern);
    const auto* map = kind == QLatin1String("map") ? words.map(text) : nullptr;
    if (map) params.maps.insert(name, *map);
    return list || pattern || map;
}

/// What the rule says in another language takes the place of what it says in Chinese.
void translate(Rule& rule, const QJsonObject& said) {
    const auto take = [](const QJsonValue& value, QString& text) {
        if (!text.isEmpty() && !value.toString().isEmpty()) text = value.toString();
    };
    const auto variants = said.value(QStringLiteral("messages")).toObject();
    rule.chinese = rule.messages;
    for (auto it = rule.messages.begin(); it != rule.messages.end(); ++it)
        take(it.key().isEmpty() ? said.value(QStringLiteral("message")) : variants.value(it.key()), *it);
    take(said.value(QStringLiteral("fix")), rule.fixLabel);
}

Result<Rule> readRule(const QJsonObject& json, const Words& words, int position) {
    Rule rule;
    rule.id = json.value(QStringLiteral("id")).toString();
    if (rule.id.isEmpty()) return invalid(QStringLiteral("#%1").arg(position), QStringLiteral("no id"));
    const auto severity = severityFrom(json.value(QStringLiteral("severity")).toString());
    if (!severity) return invalid(rule.id, QStringLiteral("severity"));
    rule.severity = *severity;
    rule.dimension = json.value(QStringLiteral("dimension")).toString();
    if (rule.dimension.isEmpty()) return invalid(rule.id, QStringLiteral("dimension"));
    for (const auto& form : json.value(QStringLiteral("forms")).toArray())
        rule.forms.append(form.toString());

    const QString name = json.value(QStringLiteral("check")).toString();
    const auto* entry = findCheck(name);
    if (!entry) return invalid(rule.id, QStringLiteral("unknown check ") + name);
    rule.check = entry->run;
    rule.reach = entry->reach;
    for (const auto& read : json.value(QStringLiteral("reads")).toArray())
        rule.reads.append(read.toString());
    if (rule.reads.isEmpty() || rule.reads.contains(QString())) return invalid(rule.id, QStringLiteral("reads"));

    rule.messages.insert({}, json.value(QStringLiteral("message")).toString());
    const auto variants = json.value(QStringLiteral("messages")).toObject();
    for (const QString& variant : entry->variants)
        rule.messages.insert(variant, variants.value(variant).toString());
    for (auto it = rule.messages.cbegin(); it != rule.messages.cend(); ++it)
        if (it->isEmpty()) return invalid(rule.id, QStringLiteral("missing message ") + it.key());
    rule.fixLabel = json.value(QStringLiteral("fix")).toString();
    if (entry->fixes && rule.fixLabel.isEmpty()) return invalid(rule.id, QStringLiteral("missing fix label"));

    const auto given = json.value(QStringLiteral("params")).toObject();
    for (const QString& declared : entry->params)
        if (!readParam(declared, given, words, rule.params))
            return invalid(rule.id, QStringLiteral("parameter ") + declared);
    return rule;
}

QByteArray resource(const QString& name) {
    QFile file(QStringLiteral(":/assets/rules/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

RuleSet::RuleSet(std::unique_ptr<Data> data) : data_(std::move(data)) {}
RuleSet::~RuleSet() = default;
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;

const RuleSet& RuleSet::builtIn(const QString& language) {
    // Broken rules would be a build error, found by a test; then nothing is reviewed rather than the program stopped.
    const auto read = [](const QString& of) {
        const QDir folder(QStringLiteral(":/assets/rules"));
        QList<QByteArray> files;
        for (const auto& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
            if (name != wordsFile) files.append(resource(name));
        auto rules = fromJson(files, resource(wordsFile), of);
        return rules ? *std::move(rules) : RuleSet(std::make_unique<Data>());
    };
    if (language == english) {
        static const RuleSet rules = read(english);
        return rules;
    }
    static const RuleSet rules = read({});
    return rules;
}

Result<RuleSet> RuleSet::fromJson(const QByteArray& rulesJson, const QByteArray& wordsJson) {
    return fromJson(QList<QByteArray>{rulesJson}, wordsJson);
}

Result<RuleSet> RuleSet::fromJson(const QList<QByteArray>& rulesJson, const QByteArray& wordsJson,
                                  const QString& language) {
    const auto wordsObject = parseJsonObject(wordsJson);
    if (!wordsObject) return wordsObject.error();
    QJsonArray list;
    QString version;
    for (const auto& part : rulesJson) {
        const auto rulesObject = parseJsonObject(part);
        if (!rulesObject) return rulesObject.error();
        const QString of = rulesObject->value(QStringLiteral("version")).toString();
        if (of.isEmpty()) return invalid(QStringLiteral("*"), QStringLiteral("no version"));
        if (!version.isEmpty() && of != version) return invalid(QStringLiteral("*"), QStringLiteral("two versions"));
        version = of;
        for (const auto& rule : rulesObject->value(QStringLiteral("rules")).toArray())
            list.append(rule);
    }

    auto words = Words::fromJson(*wordsObject);
    if (!words) return words.error();
    auto data = std::make_unique<Data>();
    data->words = *std::move(words);
    data->version = version + u'/' + data->words.version();
    const auto* terms = data->words.map(QStringLiteral("terms.") + language);
    for (int i = 0; i < list.size(); ++i) {
        auto rule = readRule(list.at(i).toObject(), data->words, i);
        if (!rule) return rule.error();
        if (terms) {
            translate(*rule, list.at(i).toObject().value(language).toObject());
            rule->terms = *terms;
        }
        data->rules.append(*std::move(rule));
    }
    const auto earlier = [](const Rule& a, const Rule& b) { return a.id < b.id; };
    std::stable_sort(data->rules.begin(), data->rules.end(), earlier);
    return RuleSet(std::move(data));
}

QString RuleSet::version() const { return data_->version; }

QStringList RuleSet::ruleIds() const {
    QStringList ids;
    for (const auto& rule : data_->rules)
        if (!ids.contains(rule.id)) ids.append(rule.id);
    return ids;
}

} // namespace jixiao
