#include "tests/bench/child.h"

#include "tests/bench/stats.h"

#include <QProcess>

namespace jixiao::bench {

ChildResult runChild(const QString& program, const QStringList& arguments) {
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const double start = nowMs();
    child.start(program, arguments);
    if (!child.waitForFinished() || child.exitStatus() != QProcess::NormalExit || child.exitCode() != 0)
        qFatal("bench: %s failed", qPrintable(program));
    const auto words = child.readAllStandardOutput().simplified().split(' ');
    if (words.size() != 2) qFatal("bench: %s answered nothing", qPrintable(program));
    return {words[0].toDouble() - start, words[1].toDouble()};
}

} // namespace jixiao::bench
