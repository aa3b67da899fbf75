#include "core/base/files.h"
#include "core/base/log.h"
#include "sync/server/server_core.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

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

/// Packages named on the command line go into the quarantine of the data folder; the server finds them there.
Result<QStringList> withStagedFiles(const CommandLine& line) {
    auto words = line.words;
    const bool takesFile = words.size() > 2 && words[0] == QLatin1String("package") &&
                           (words[1] == QLatin1String("import") || words[1] == QLatin1String("enrol"));
    if (!takesFile) return words;
    const package::Folder folder(line.folder);
    const auto source = words[2];
    const auto files = package::packageFiles(source, {package::Kind::Entries});
    for (const auto& file : files) {
        const auto staged = folder.stage(file);
        if (!staged) return staged.error();
        words[2] = QFileInfo(*staged).fileName();
    }
    if (words[1] == QLatin1String("import")) words.removeAt(2); // everything that is there is looked at
    return words;
}

Result<void> handOut(const CommandLine& line, const QStringList& files) {
    const auto option = line.words.indexOf(QStringLiteral("--out"));
    if (option < 0 || files.isEmpty()) return {};
    const auto target = line.words.value(option + 1);
    if (!QDir().mkpath(target)) return Error{ErrorCode::DiskWriteFailed, target};
    for (const auto& name : files) {
        const auto path = line.folder + QStringLiteral("/packages/given/") + QFileInfo(name).fileName();
        auto bytes = package::readPackage(path);
        if (!bytes) return bytes.error();
        auto written = replaceFile(target + QLatin1Char('/') + QFileInfo(name).fileName(), *bytes);
        if (!written) return written;
    }
    return {};
}

int administrate(const CommandLine& line, const Clock& clock, RandomSource& random) {
    QByteArray file;
    if (line.words.size() == 2 && line.words.first() == QLatin1String("load")) {
        auto content = readBounded(line.words[1], 8 * 1024 * 1024);
        if (!content) return fail(content.error());
        file = *content;
    }
    const auto words = withStagedFiles(line);
    if (!words) return fail(words.error());
    auto sent = ControlChannel::send(line.folder, *words, file);
    if (!sent) return fail(sent.error());
    AdminReply reply;
    if (*sent) {
        reply = **sent;
    } else {
        auto core = ServerCore::open(line.folder, clock, random);
        if (!core) return fail(core.error());
        reply = (*core)->admin(*words, file);
    }
    print(reply.exitCode == 0 ? stdout : stderr, reply.text);
    if (auto given = handOut(line, reply.files); !given) return fail(given.error());
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
        print(stderr, QStringLiteral("jixiao-server --data DIR [--listen 127.0.0.1:8443]\n") + Admin::usage() +
                          PackageAdmin::usage());
        return 2;
    }
    const SystemClock clock;
    SystemRandom random;
    return line->words.isEmpty() ? serve(*line, clock, random) : administrate(*line, clock, random);
}
