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

/// This process as such a child: the app on a data folder, showing the unlock page ("unlock") or, after unlocking, the
/// project list ("list"). Returns the exit code.
int childMain(const QString& mode, const QString& folder);

} // namespace jixiao::bench
