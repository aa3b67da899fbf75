#pragma once

#include <QString>
#include <QStringList>

namespace jixiao::bench {

/// What a child process told: milliseconds from its start to the first frame, resident memory when idle.
struct ChildResult {
    double firstFrameMs = 0;
    double residentMiB = 0;
};

/// Starts a program that prints the line described in bare_window.cpp and waits for its end.
ChildResult runChild(const QString& program, const QStringList& arguments);

} // namespace jixiao::bench
