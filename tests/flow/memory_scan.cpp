#include "tests/flow/memory_scan.h"

#include <QFile>
#include <QJsonArray>
#include <QSet>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace jixiao::flow {

namespace {

constexpr std::size_t chunkBytes = 1 << 20;
constexpr std::size_t overlapBytes = 256;

struct Region {
    quint64 from = 0;
    quint64 to = 0;
    QString name;
};

QList<Region> readableRegions() {
    QList<Region> regions;
    QFile maps(QStringLiteral("/proc/self/maps"));
    if (!maps.open(QIODevice::ReadOnly)) return regions;
    for (const auto& line : maps.readAll().split('\n')) {
        const auto words = line.simplified().split(' ');
        if (words.size() < 5 || !words.at(1).startsWith('r')) continue;
        const auto name = words.value(5);
        if (name.startsWith("[v")) continue;
        const auto ends = words.at(0).split('-');
        const auto kind = name.isEmpty() ? QByteArray("anonymous") : name.mid(name.lastIndexOf('/') + 1);
        regions.append(
            {ends.at(0).toULongLong(nullptr, 16), ends.at(1).toULongLong(nullptr, 16), QString::fromLatin1(kind)});
    }
    return regions;
}

/// Places of one needle in a piece of memory, never unmasked as a whole.
int countIn(const char* piece, std::size_t size, const QByteArray& masked, std::size_t startsBefore) {
    const auto length = std::size_t(masked.size());
    const auto plain = [&](std::size_t i) {
        return char(static_cast<unsigned char>(masked.at(qsizetype(i))) ^ Needle::mask);
    };
    int found = 0;
    const char first = plain(0);
    for (const char* at = piece; at < piece + size; ++at) {
        at = static_cast<const char*>(std::memchr(at, first, std::size_t(piece + size - at)));
        if (at == nullptr || std::size_t(at - piece) >= startsBefore) break;
        if (std::size_t(piece + size - at) < length) break;
        std::size_t same = 1;
        while (same < length && at[same] == plain(same))
            ++same;
        found += same == length ? 1 : 0;
    }
    return found;
}

} // namespace

QByteArray Needle::masked(const QByteArray& bytes) {
    auto result = bytes;
    for (auto& byte : result)
        byte = char(static_cast<unsigned char>(byte) ^ mask);
    return result;
}

QJsonObject scanMemory(const QList<Needle>& needles) {
    const auto regions = readableRegions();
    // Mapped after the list was made, so it is not in it.
    auto* buffer = static_cast<char*>(
        ::mmap(nullptr, chunkBytes + overlapBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    if (buffer == MAP_FAILED || memory < 0) return {};
    QList<int> counts(needles.size());
    QList<QSet<QString>> places(needles.size());
    qint64 bytes = 0;
    const auto address = quint64(buffer);
    for (const auto& region : regions) {
        if (address >= region.from && address < region.to) continue;
        for (auto from = region.from; from < region.to; from += chunkBytes) {
            const auto wanted = std::min<quint64>(chunkBytes + overlapBytes, region.to - from);
            const auto got = ::pread(memory, buffer, wanted, off_t(from));
            if (got <= 0) break; // locked away even from this
            bytes += std::min<qint64>(got, chunkBytes);
            for (qsizetype i = 0; i < needles.size(); ++i) {
                const int here = countIn(buffer, std::size_t(got), needles.at(i).maskedBytes, chunkBytes);
                counts[i] += here;
                if (here > 0) places[i].insert(region.name);
            }
        }
    }
    ::close(memory);
    ::munmap(buffer, chunkBytes + overlapBytes);
    QJsonObject result{{QStringLiteral("bytes"), bytes}};
    for (qsizetype i = 0; i < needles.size(); ++i) {
        result.insert(needles.at(i).name, counts.at(i));
        const auto names = QStringList(places.at(i).cbegin(), places.at(i).cend());
        if (!names.isEmpty())
            result.insert(needles.at(i).name + QStringLiteral(" in"), QJsonArray::fromStringList(names));
    }
    return result;
}

} // namespace jixiao::flow
