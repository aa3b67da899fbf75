#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace jixiao::flow {

/// Something to look for that must not be in memory because it is looked for: its bytes are masked.
struct Needle {
    static constexpr unsigned char mask = 0xA5;
    static QByteArray masked(const QByteArray& bytes);

    QString name;
    QByteArray maskedBytes;
};

/// How often each needle stands in this process's own memory, by name; every readable page is looked at but those of
/// the search itself. The kinds of memory where it was found are under "<name> in".
QJsonObject scanMemory(const QList<Needle>& needles);

} // namespace jixiao::flow
