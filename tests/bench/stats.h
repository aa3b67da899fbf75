#pragma once

#include <QList>

#include <functional>

namespace jixiao::bench {

using Samples = QList<double>;

/// Nearest-rank percentile (0–100); 0 without samples.
double percentile(Samples samples, double percent);
double median(const Samples& samples);

/// CLOCK_MONOTONIC in milliseconds: one time line for all processes of the machine.
double nowMs();

/// Runs `work` once to warm up, then `runs` times; milliseconds of each run.
Samples timeRuns(int runs, const std::function<void()>& work);

/// How long a window is left alone before its memory is measured, in ms: the store has come to rest by then.
inline constexpr int restedMs = 2'500;
/// Resident memory of a process in MiB; 0 where /proc does not tell.
double residentMiB(qint64 process);
double residentMiB(); ///< of this one
/// Processor time of this process so far, user and system, of all its threads.
double processCpuMs();
/// Bytes this process has passed to write(2) and its kin so far; 0 where /proc does not tell.
qint64 bytesWritten();

} // namespace jixiao::bench
