#include "tests/core/documents/truth_report.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

namespace fixtures {

namespace {

QString formOf(const QJsonValue& document) { return document.toObject().value(QStringLiteral("form")).toString(); }

/// Every leaf of a document by its path: "duties[2].name". An empty list is a leaf.
void collect(const QJsonValue& value, const QString& path, QMap<QString, QString>& cells) {
    if (value.isObject()) {
        const auto object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            if (it.key() != QLatin1String("parsed"))
                collect(*it, path.isEmpty() ? it.key() : path + u'.' + it.key(), cells);
        return;
    }
    if (value.isArray()) {
        const auto array = value.toArray();
        for (int i = 0; i < array.size(); ++i)
            collect(array.at(i), QStringLiteral("%1[%2]").arg(path).arg(i), cells);
        return;
    }
    cells.insert(path, QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact)));
}

QString withoutIndices(QString path) {
    static const QRegularExpression index(QStringLiteral(R"(\[\d+\])"));
    return path.remove(index);
}

QString partOf(const QString& form, const QString& path) {
    const QString plain = withoutIndices(path);
    const auto dot = plain.lastIndexOf(u'.');
    return form + u' ' + (path.contains(u'[') && dot > 0 ? plain.left(dot) : plain);
}

class Comparison {
public:
    TruthReport compare(const QJsonArray& expected, const QJsonArray& actual, const QStringList& besides) {
        for (const auto& document : expected) {
            QMap<QString, QString> cells;
            collect(document, {}, cells);
            for (auto it = cells.cbegin(); it != cells.cend(); ++it)
                known_.insert(formOf(document) + u' ' + withoutIndices(it.key()));
        }
        qsizetype next = 0;
        for (qsizetype i = 0; i < expected.size(); ++i) {
            while (next < actual.size() && formOf(actual.at(next)) != formOf(expected.at(i)) &&
                   besides.contains(formOf(actual.at(next))))
                ++next;
            document(QStringLiteral("documents[%1].").arg(i), expected.at(i), actual.at(next++));
        }
        for (; next < actual.size(); ++next)
            if (!besides.contains(formOf(actual.at(next))))
                report_.differences.append(QStringLiteral("invented document: ") + formOf(actual.at(next)));
        return report_;
    }

private:
    void document(const QString& place, const QJsonValue& expected, const QJsonValue& actual) {
        QMap<QString, QString> want;
        QMap<QString, QString> have;
        collect(expected, {}, want);
        collect(actual, {}, have);
        const QString form = formOf(expected);
        for (auto it = want.cbegin(); it != want.cend(); ++it) {
            auto& part = report_.parts[partOf(form, it.key())];
            ++part.expected;
            const bool equal = have.value(it.key()) == *it;
            part.equal += equal ? 1 : 0;
            if (!equal)
                report_.differences.append(QStringLiteral("%1: expected %2, found %3")
                                               .arg(place + it.key(), *it, have.value(it.key(), QStringLiteral("-"))));
        }
        for (auto it = have.cbegin(); it != have.cend(); ++it) {
            if (want.contains(it.key()) || !known_.contains(form + u' ' + withoutIndices(it.key()))) continue;
            ++report_.parts[partOf(form, it.key())].invented;
            report_.differences.append(QStringLiteral("%1: invented %2").arg(place + it.key(), *it));
        }
    }

    QSet<QString> known_;
    TruthReport report_;
};

} // namespace

int TruthReport::expected() const {
    int count = 0;
    for (const auto& part : parts)
        count += part.expected;
    return count;
}

int TruthReport::equal() const {
    int count = 0;
    for (const auto& part : parts)
        count += part.equal;
    return count;
}

QStringList TruthReport::lines() const {
    QStringList lines;
    for (auto it = parts.cbegin(); it != parts.cend(); ++it)
        lines.append(QStringLiteral("%1: %2 of %3 (%4 %), %5 invented")
                         .arg(it.key())
                         .arg(it->equal)
                         .arg(it->expected)
                         .arg(it->expected > 0 ? 100.0 * it->equal / it->expected : 100.0, 0, 'f', 1)
                         .arg(it->invented));
    return lines;
}

TruthReport compareWithTruth(const QJsonArray& expected, const QJsonArray& actual, const QStringList& besides) {
    return Comparison().compare(expected, actual, besides);
}

} // namespace fixtures
