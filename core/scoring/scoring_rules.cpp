#include "core/scoring/scoring_rules.h"

#include "core/base/json.h"

#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace jixiao::scoring {

namespace {

bool anyIn(const QStringList& words, const QString& text) {
    return std::any_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word); });
}

/// Without white space and closing punctuation.
QString plainWord(const QString& text) {
    QString word = text.simplified().remove(u' ');
    while (!word.isEmpty() && word.back().isPunct())
        word.chop(1);
    return word;
}

/// Reads the rules strictly; the first fault is kept with its place.
struct Reader {
    QString fault;

    void fail(const QString& where) {
        if (fault.isEmpty()) fault = where;
    }
    QString text(const QJsonObject& json, const char* key, const QString& where) {
        const auto value = json.value(QLatin1String(key)).toString();
        if (value.isEmpty()) fail(where + u'.' + QLatin1String(key));
        return value;
    }
    Decimal number(const QJsonObject& json, const char* key, const QString& where) {
        const auto value = Decimal::parse(json.value(QLatin1String(key)).toString());
        if (!value || value->isNegative()) fail(where + u'.' + QLatin1String(key));
        return value.valueOr({});
    }
    QStringList texts(const QJsonObject& json, const char* key, const QString& where) {
        const auto value = json.value(QLatin1String(key));
        if (!value.isArray()) fail(where + u'.' + QLatin1String(key));
        QStringList result;
        for (const auto& entry : value.toArray()) {
            if (entry.toString().isEmpty()) fail(where + u'.' + QLatin1String(key));
            result.append(entry.toString());
        }
        return result;
    }
    QRegularExpression pattern(const QJsonObject& json, const char* key) {
        QRegularExpression result(text(json, key, QStringLiteral("rules")));
        if (!result.isValid()) fail(QLatin1String(key));
        return result;
    }
    /// Calls `readOne` for each object of a list that may not be empty.
    template <typename T>
    QList<T> list(const QJsonObject& json, const char* key, T (Reader::*readOne)(const QJsonObject&, const QString&)) {
        QList<T> result;
        for (const auto& entry : json.value(QLatin1String(key)).toArray())
            result.append((this->*readOne)(entry.toObject(),
                                           QStringLiteral("%1[%2]").arg(QLatin1String(key)).arg(result.size())));
        if (result.isEmpty()) fail(QLatin1String(key));
        return result;
    }

    Band grade(const QJsonObject& json, const QString& where) {
        return {text(json, "word", where), number(json, "from", where), {}};
    }
    Band band(const QJsonObject& json, const QString& where) {
        return {{}, number(json, "from", where), number(json, "share", where)};
    }
    QualitativeClass qualitativeClass(const QJsonObject& json, const QString& where) {
        QualitativeClass result{text(json, "word", where), texts(json, "words", where), number(json, "from", where),
                                number(json, "to", where), number(json, "proposed", where)};
        const auto light = text(json, "light", where);
        if (light == u"green")
            result.light = Light::Green;
        else if (light == u"yellow")
            result.light = Light::Yellow;
        else if (light == u"red")
            result.light = Light::Red;
        else
            fail(where + QStringLiteral(".light"));
        if (result.proposed < result.from || result.to < result.proposed || result.to > Decimal(100)) fail(where);
        return result;
    }
    StandardGrade standardGrade(const QJsonObject& json, const QString& where) {
        return {text(json, "word", where), text(json, "column", where), number(json, "low", where),
                number(json, "high", where), number(json, "flat", where)};
    }
    Level level(const QJsonObject& json, const QString& where) {
        return {text(json, "name", where), texts(json, "words", where), number(json, "points", where),
                json.value(QLatin1String("whenEmptyTo")).toString(),
                json.value(QLatin1String("whenEmptyUse")).toString()};
    }
    Profile profile(const QJsonObject& json, const QString& where) {
        Profile result{
            text(json, "name", where),           text(json, "label", where), number(json, "execution", where), {}, {},
            list(json, "levels", &Reader::level)};
        if (json.contains(QLatin1String("executionReasonBelow")))
            result.executionReasonBelow = number(json, "executionReasonBelow", where);
        const auto satisfaction = text(json, "satisfaction", where);
        if (satisfaction == u"bands")
            result.satisfaction = SatisfactionRule::Bands;
        else if (satisfaction != u"ratio")
            fail(where + QStringLiteral(".satisfaction"));
        Decimal sum = result.execution;
        for (const auto& part : std::as_const(result.levels))
            sum = sum.plus(part.points).valueOr({});
        if (sum != Decimal(100)) fail(where + QStringLiteral(": points do not make 100"));
        return result;
    }

    void readWords(const QJsonObject& json, ScoringRules& rules) {
        const auto kinds = json.value(QLatin1String("kinds")).toObject();
        const auto where = QStringLiteral("kinds");
        rules.costWords = texts(kinds, "cost", where);
        rules.timelinessWords = texts(kinds, "timeliness", where);
        rules.quantityWords = texts(kinds, "quantity", where);
        rules.qualityWords = texts(kinds, "quality", where);
        rules.satisfactionWords = texts(kinds, "satisfaction", where);
        rules.qualitativeSigns = texts(json, "qualitativeSigns", QStringLiteral("rules"));
        rules.timeUnits = texts(json, "timeUnits", QStringLiteral("rules"));
        rules.lowerIsBetter = pattern(json, "lowerIsBetter");
        rules.lowerIsHandled = pattern(json, "lowerIsHandled");
    }

    void read(const QJsonObject& json, ScoringRules& rules) {
        const auto section = [&](const char* key) { return json.value(QLatin1String(key)).toObject(); };
        rules.version = text(json, "version", QStringLiteral("rules"));
        rules.overAchievement = number(section("overAchievement"), "from", QStringLiteral("overAchievement"));
        rules.tooLowFloor = number(section("overAchievement"), "floor", QStringLiteral("overAchievement"));
        rules.grades = list(json, "grades", &Reader::grade);
        rules.satisfaction = list(json, "satisfactionBands", &Reader::band);
        rules.classes = list(json, "classes", &Reader::qualitativeClass);
        rules.standard = list(json, "standardGrades", &Reader::standardGrade);
        rules.redBelow = number(section("lights"), "redBelow", QStringLiteral("lights"));
        rules.yellowBelow = number(section("lights"), "yellowBelow", QStringLiteral("lights"));
        rules.blueFrom = number(section("lights"), "blueFrom", QStringLiteral("lights"));
        rules.crossCheckRed = number(section("crossCheck"), "redAbove", QStringLiteral("crossCheck"));
        rules.crossCheckUnspent = number(section("crossCheck"), "yellowUnspentAbove", QStringLiteral("crossCheck"));
        readWords(json, rules);
        rules.profiles = list(json, "profiles", &Reader::profile);
        checkReferences(rules);
    }

    void checkReferences(const ScoringRules& rules) {
        for (const auto& profile : rules.profiles)
            for (const auto& level : profile.levels) {
                const auto named = [&](const Level& other) { return other.name == level.whenEmptyTo; };
                if (!level.whenEmptyTo.isEmpty() && std::none_of(profile.levels.begin(), profile.levels.end(), named))
                    fail(profile.name + QStringLiteral(".whenEmptyTo"));
                if (level.whenEmptyUse == profile.name ||
                    (!level.whenEmptyUse.isEmpty() && rules.profile(level.whenEmptyUse) == nullptr))
                    fail(profile.name + QStringLiteral(".whenEmptyUse"));
            }
    }
};

} // namespace

int Profile::levelOf(const QString& level1) const {
    for (int i = 0; i < levels.size(); ++i)
        if (levels[i].words.isEmpty() || anyIn(levels[i].words, level1)) return i;
    return -1;
}

const Profile* ScoringRules::profile(const QString& name) const {
    const auto found = std::find_if(profiles.begin(), profiles.end(),
                                    [&](const Profile& candidate) { return candidate.name == name; });
    return found != profiles.end() ? &*found : nullptr;
}

const QualitativeClass* ScoringRules::classOf(const QString& text, const QString& target) const {
    const auto word = plainWord(text);
    for (const auto& candidate : classes)
        if (candidate.words.contains(word)) return &candidate;
    return !classes.isEmpty() && !word.isEmpty() && word == plainWord(target) ? &classes.first() : nullptr;
}

Result<ScoringRules> ScoringRules::fromJson(const QByteArray& json) {
    const auto object = parseJsonObject(json);
    if (!object) return object.error();
    Reader reader;
    ScoringRules rules;
    if (object->value(QLatin1String("format")).toString() != u"jixiao.scoring/1") reader.fail(QStringLiteral("format"));
    reader.read(*object, rules);
    if (!reader.fault.isEmpty()) return Error{ErrorCode::TemplateInvalid, reader.fault};
    return rules;
}

const ScoringRules& ScoringRules::builtIn() {
    static const ScoringRules rules = [] {
        QFile file(QStringLiteral(":/assets/scoring/profiles.json"));
        return file.open(QIODevice::ReadOnly) ? fromJson(file.readAll()).valueOr({}) : ScoringRules();
    }();
    return rules;
}

} // namespace jixiao::scoring
