#include "core/base/files.h"
#include "core/base/log.h"
#include "sync/server/server_core.h"

#include <QCoreApplication>

#include <pthread.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdio>

using namespace jixiao;
using namespace jixiao::server;

namespace {

struct CommandLine {
    QString folder;
    HttpOptions http;
    QStringList words; ///< an administrator's command; empty = serve
};

void print(FILE* stream, const QString& text) {
    const auto bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stream);
    std::fflush(stream);
}

int fail(const Error& error) {
    const auto detail = error.detail.isEmpty() ? QString() : QStringLiteral(" (%1: %2)").arg(error.id(), error.detail);
    print(stderr, QStringLiteral("jixiao-server: ") + error.userMessage().oneLine() + detail + QLatin1Char('\n'));
    return 1;
}

bool readListen(const QString& text, HttpOptions& options) {
    const auto colon = text.lastIndexOf(QLatin1Char(':'));
    bool isNumber = false;
    const auto port = text.mid(colon + 1).toUShort(&isNumber);
    auto address = text.left(colon);
    if (address.startsWith(QLatin1Char('[')) && address.endsWith(QLatin1Char(']')))
        address = address.mid(1, address.size() - 2);
    options.address = address;
    options.port = port;
    return colon > 0 && isNumber;
}

std::optional<CommandLine> readCommandLine(QStringList arguments) {
    CommandLine line;
    line.http.port = 8443;
    while (!arguments.isEmpty() && arguments.first().startsWith(QLatin1String("--"))) {
        const auto name = arguments.takeFirst();
        if (arguments.isEmpty()) return std::nullopt;
        const auto value = arguments.takeFirst();
        if (name == QLatin1String("--data"))
            line.folder = value;
        else if (name != QLatin1String("--listen") || !readListen(value, line.http))
            return std::nullopt;
    }
    line.words = arguments;
    if (line.folder.isEmpty()) return std::nullopt;
    return line;
}

/// New files are private, and no core dump holds a key.
void harden() {
    ::umask(077);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
}

int administrate(const CommandLine& line, const Clock& clock, RandomSource& random) {
    QByteArray file;
    if (line.words.size() == 2 && line.words.first() == QLatin1String("load")) {
        auto content = readBounded(line.words[1], 8 * 1024 * 1024);
        if (!content) return fail(content.error());
        file = *content;
    }
    auto sent = ControlChannel::send(line.folder, line.words, file);
    if (!sent) return fail(sent.error());
    AdminReply reply;
    if (*sent) {
        reply = **sent;
    } else {
        auto core = ServerCore::open(line.folder, clock, random);
        if (!core) return fail(core.error());
        reply = (*core)->admin(line.words, file);
    }
    print(reply.exitCode == 0 ? stdout : stderr, reply.text);
    return reply.exitCode;
}

int serve(const CommandLine& line, const Clock& clock, RandomSource& random) {
    sigset_t stopSignals;
    sigemptyset(&stopSignals);
    sigaddset(&stopSignals, SIGTERM);
    sigaddset(&stopSignals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &stopSignals, nullptr); // before any thread starts, so that only sigwait sees them
    auto core = ServerCore::open(line.folder, clock, random);
    if (!core) return fail(core.error());
    if (auto serving = (*core)->serve(line.http); !serving) return fail(serving.error());
    const auto url = readBounded(line.folder + QStringLiteral("/listen")).valueOr({});
    print(stdout, QStringLiteral("listening ") + QString::fromUtf8(url) + QLatin1Char('\n'));
    int received = 0;
    sigwait(&stopSignals, &received);
    qCInfo(lcServer).noquote() << "{\"event\":\"stopping\"}";
    return 0;
}

} // namespace

int main(int argc, char* argv[]) {
    harden();
    const QCoreApplication application(argc, argv);
    qSetMessagePattern(QStringLiteral("%{time yyyy-MM-ddThh:mm:ss.zzz} %{type} %{message}"));
    const auto line = readCommandLine(QCoreApplication::arguments().mid(1));
    if (!line) {
        print(stderr, QStringLiteral("jixiao-server --data DIR [--listen 127.0.0.1:8443]\n") + Admin::usage());
        return 2;
    }
    const SystemClock clock;
    SystemRandom random;
    return line->words.isEmpty() ? serve(*line, clock, random) : administrate(*line, clock, random);
}
