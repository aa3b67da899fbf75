#pragma once

#include "core/base/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

namespace jixiao {

/// The first thing that is wrong with a template; later ones are dropped.
class TemplateProblems {
public:
    void report(const QString& place, const QString& what) {
        if (first_.isEmpty()) first_ = place + QStringLiteral(": ") + what;
    }
    bool any() const { return !first_.isEmpty(); }
    const QString& first() const { return first_; }

private:
    QString first_;
};

/// Reads one JSON object key by key. Missing keys, wrong types, values beyond a limit and, at finish(), keys nobody
/// asked for are reported with the place; reading goes on with an empty value.
class StrictReader {
public:
    StrictReader(const QJsonValue& value, QString place, TemplateProblems& problems);

    const QString& place() const { return place_; }
    QString at(const QString& key) const { return place_.isEmpty() ? key : place_ + u'.' + key; }
    bool has(const QString& key) const { return object_.contains(key); }

    /// A required, non-empty text.
    QString text(const QString& key);
    QString optionalText(const QString& key);
    int integer(const QString& key, int least, int most);
    int optionalInteger(const QString& key, int least, int most, int otherwise);
    bool optionalBool(const QString& key);
    QStringList texts(const QString& key);
    /// The texts of a list that stands at `place` of this object.
    QStringList textsOf(const QJsonValue& list, const QString& place);
    QMap<QString, QString> textMap(const QString& key);
    QJsonArray optionalArray(const QString& key, int maxCount);
    QJsonObject optionalObject(const QString& key);
    void finish();

private:
    QJsonValue take(const QString& key);

    QJsonObject object_;
    QString place_;
    TemplateProblems& problems_;
    QSet<QString> asked_;
};

} // namespace jixiao
