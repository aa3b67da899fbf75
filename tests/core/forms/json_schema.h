#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

namespace jixiao {

/// Checks JSON against a schema. Knows the keywords the project's schemas use and complains about any other, so that
/// no rule is believed to hold that nobody looks at.
class JsonSchema {
public:
    explicit JsonSchema(QJsonObject schema) : root_(std::move(schema)) {}

    /// Every complaint as "place: what"; empty when the value fits.
    QStringList complaints(const QJsonValue& value) const;

private:
    void check(const QJsonValue& value, const QJsonObject& schema, const QString& place, QStringList& found) const;
    void checkObject(const QJsonObject& object, const QJsonObject& schema, const QString& place,
                     QStringList& found) const;
    void checkArray(const QJsonValue& value, const QJsonObject& schema, const QString& place, QStringList& found) const;
    QJsonObject resolved(const QString& reference, QStringList& found) const;

    QJsonObject root_;
};

} // namespace jixiao
