#pragma once

#include <QList>
#include <QtGlobal>

namespace jixiao::model {

/// The one source of chance of a schedule: the same seed makes the same schedule on every machine.
class Chance {
public:
    explicit Chance(quint64 seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}

    int below(int limit) {
        state_ += 0x9E3779B97F4A7C15ULL;
        quint64 z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return int((z ^ (z >> 31)) % quint64(limit));
    }
    bool percent(int likely) { return below(100) < likely; }
    template <typename T>
    const T& pick(const QList<T>& list) {
        return list[below(int(list.size()))];
    }

private:
    quint64 state_;
};

} // namespace jixiao::model
