#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QJsonObject>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace jixiao::review {

/// What a level-1 or level-2 word means, whatever its spelling.
enum class Kind {
    None,  ///< blank
    Other, ///< a word the lists do not know
    Output,
    Benefit,
    Satisfaction,
    Cost,
    Quantity,
    Quality,
    Timeliness,
    Economic,
    Social,
    Ecological,
    Sustainability,
};

/// Word lists, pairs and patterns of assets/rules/words.json, by name.
class Words {
public:
    /// Errors: JsonMalformed; TemplateInvalid naming the list or pattern.
    static Result<Words> fromJson(const QJsonObject& json);

    const QString& version() const { return version_; }
    const QStringList* list(const QString& name) const;
    const QRegularExpression* pattern(const QString& name) const;
    const QHash<QString, QString>* map(const QString& name) const;

    Kind level1(const QString& word) const { return kindOf(level1_, word); }
    Kind level2(const QString& word) const { return kindOf(level2_, word); }
    /// The word to print for a kind ("产出指标"; "数量"); empty for None and Other.
    QString kindLabel(Kind kind) const { return labels_.value(int(kind)); }
    /// The word that replaces an outdated spelling of level 1 or 2; empty when the spelling is fine.
    QString replacement(const QString& word) const { return replacements_.value(word); }

    /// What every form is read with.
    QRegularExpression rateName, notARate, unboundedRate, badEvent, badEventHandled, constructionName,
        notConstructionName;
    QStringList timeUnits;

private:
    using Kinds = QHash<QString, Kind>;
    static Kind kindOf(const Kinds& kinds, const QString& word);
    Result<void> bindReadingWords();
    Result<void> readKinds(const QJsonValue& value, Kinds& kinds);

    QString version_;
    QHash<QString, QStringList> lists_;
    QHash<QString, QRegularExpression> patterns_;
    QHash<QString, QHash<QString, QString>> maps_;
    Kinds level1_;
    Kinds level2_;
    QHash<int, QString> labels_;
    QHash<QString, QString> replacements_;
};

} // namespace jixiao::review
