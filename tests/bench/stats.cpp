#include "tests/bench/stats.h"

#include <QFile>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>

namespace jixiao::bench {

namespace {

/// The number behind `key` in a file of "key: number" lines.
qint64 numberIn(const QString& path, const QByteArray& key) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return 0;
    for (const auto& line : file.readAll().split('\n'))
        if (line.startsWith(key)) return line.mid(key.size()).simplified().split(' ').first().toLongLong();
    return 0;
}

} // namespace

double percentile(Samples samples, double percent) {
    if (samples.isEmpty()) return 0;
    std::sort(samples.begin(), samples.end());
    const auto rank = qsizetype(std::ceil(percent / 100.0 * double(samples.size())));
    return samples.at(std::clamp<qsizetype>(rank - 1, 0, samples.size() - 1));
}

double median(const Samples& samples) { return percentile(samples, 50); }

double nowMs() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double, std::milli>(now).count();
}

Samples timeRuns(int runs, const std::function<void()>& work) {
    work();
    Samples samples;
    for (int i = 0; i < runs; ++i) {
        const double start = nowMs();
        work();
        samples.append(nowMs() - start);
    }
    return samples;
}

double residentMiB(qint64 process) {
    return double(numberIn(QStringLiteral("/proc/%1/status").arg(process), "VmRSS:")) / 1024.0;
}

double residentMiB() { return double(numberIn(QStringLiteral("/proc/self/status"), "VmRSS:")) / 1024.0; }

double processCpuMs() {
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return double(used.tv_sec) * 1e3 + double(used.tv_nsec) / 1e6;
}

qint64 bytesWritten() { return numberIn(QStringLiteral("/proc/self/io"), "wchar:"); }

} // namespace jixiao::bench
