#include "app/cli/command.h"

#include "core/base/files.h"
#include "core/rulebook/rule_trust.h"
#include "core/store/data_folder.h"
#include "core/store/explanation_repository.h"
#include "core/store/form_repository.h"

#include <QFile>
#include <QFileInfo>
#include <QTextStream>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace jixiao::cli {

namespace {

/// Switches terminal echo off for as long as it lives.
class EchoOff {
public:
    EchoOff() : active_(::isatty(STDIN_FILENO) == 1 && ::tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!active_) return;
        auto silent = before_;
        silent.c_lflag &= ~tcflag_t(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    }
    ~EchoOff() {
        if (active_) ::tcsetattr(STDIN_FILENO, TCSANOW, &before_);
    }
    EchoOff(const EchoOff&) = delete;
    EchoOff& operator=(const EchoOff&) = delete;
    bool active() const { return active_; }

private:
    termios before_{};
    bool active_ = false;
};

constexpr std::size_t maxLineBytes = 4096;

/// One line, byte by byte: nothing of it is kept in a buffer, and the next line is left for the next question.
Result<SecretBytes> readLine(int handle) {
    SecretBytes line(maxLineBytes);
    std::size_t length = 0;
    for (unsigned char byte = 0; length < maxLineBytes; line.bytes()[length++] = byte) {
        const auto got = ::read(handle, &byte, 1);
        if (got < 0 && errno == EINTR) return Error{ErrorCode::Cancelled};
        if (got <= 0 || byte == '\n') break;
    }
    while (length > 0 && line.bytes()[length - 1] == '\r')
        --length;
    if (length == 0) return Error{ErrorCode::InvalidInput, QStringLiteral("empty passphrase")};
    SecretBytes result(length);
    std::copy_n(line.bytes().data(), length, result.bytes().data());
    return result;
}

Result<SecretBytes> readSecret(const char* variable, const QString& prompt) {
    const auto path = qEnvironmentVariable(variable);
    if (path.isEmpty()) {
        const EchoOff echoOff;
        if (echoOff.active()) QTextStream(stderr) << prompt << Qt::flush;
        auto line = readLine(STDIN_FILENO);
        if (echoOff.active()) QTextStream(stderr) << QStringLiteral("\n");
        return line;
    }
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return Error{ErrorCode::FileUnreadable, qt_error_string(errno), {{QStringLiteral("file"), path}}};
    auto line = readLine(handle);
    ::close(handle);
    return line;
}

} // namespace

int report(const Error& error) {
    QTextStream err(stderr);
    err << error.userMessage().oneLine().simplified();
    auto details = error.detail.simplified();
    if (!error.requestId.isEmpty()) details += QStringLiteral(" request ") + error.requestId;
    err << QStringLiteral("（%1）").arg(details.isEmpty() ? error.id() : error.id() + QStringLiteral(": ") + details);
    err << Qt::endl;
    if (error.code >= ErrorCode::PackageMalformed && error.code <= ErrorCode::PackageForked) return BadInput;
    switch (error.code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::FileNotFound:
    case ErrorCode::FileUnreadable:
    case ErrorCode::FileEmpty:
    case ErrorCode::FileTooLarge:
    case ErrorCode::FileBinary:
    case ErrorCode::FileEncoding:
    case ErrorCode::FileTruncated:
    case ErrorCode::DocumentProtected:
    case ErrorCode::DocumentHasMacros:
    case ErrorCode::DocumentOldFormat:
    case ErrorCode::DocumentDamaged:
    case ErrorCode::DocumentUnsafe:
    case ErrorCode::FormNotRecognised:
    case ErrorCode::AttachmentKindRefused:
    case ErrorCode::AttachmentTooLarge:
    case ErrorCode::AttachmentUnreadable:
    case ErrorCode::JsonMalformed:
    case ErrorCode::EnrolmentMalformed:
        return BadInput;
    default:
        return Failed;
    }
}

Result<void> writeOut(const QString& target, const QByteArray& bytes) {
    if (target == QLatin1String("-")) {
        QFile out;
        if (!out.open(stdout, QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.flush())
            return Error{ErrorCode::DiskWriteFailed, QStringLiteral("standard output")};
        return {};
    }
    // Renaming onto a pipe or a device would put a plain file in its place.
    if (const QFileInfo info(target); info.exists() && !info.isFile()) {
        QFile special(target);
        if (!special.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || special.write(bytes) != bytes.size())
            return Error{ErrorCode::DiskWriteFailed, special.errorString()};
        return {};
    }
    return replaceFile(target, bytes);
}

Result<SecretBytes> readPassphrase() { return readSecret("JIXIAO_PASSPHRASE_FILE", QStringLiteral("口令：")); }

Result<SecretBytes> readNewPassphrase() {
    auto secret = readSecret("JIXIAO_NEW_PASSPHRASE_FILE", QStringLiteral("新口令："));
    if (!secret || qEnvironmentVariableIsSet("JIXIAO_NEW_PASSPHRASE_FILE") || ::isatty(STDIN_FILENO) != 1)
        return secret;
    const auto again = readSecret("JIXIAO_NEW_PASSPHRASE_FILE", QStringLiteral("再输一次："));
    if (!again) return again.error();
    if (!std::ranges::equal(secret->bytes(), again->bytes()))
        return Error{ErrorCode::InvalidInput, QStringLiteral("the two new passphrases differ")};
    return secret;
}

Result<std::unique_ptr<Store>> openStore(Context& context, const QString& folder) {
    auto passphrase = readPassphrase();
    if (!passphrase) return passphrase.error();
    auto opened = openDataFolder(folder, *passphrase, context.clock, context.ids);
    if (!opened) return opened.error();
    const auto trusted = RuleTrust::of(*opened->store);
    if (!trusted) return trusted.error();
    context.rules = RulesInForce::load(folder, shippedRuleKeys() + *trusted);
    return std::move(opened->store);
}

Result<ImportResult> readDocuments(Context& context, const QString& file, const QString& storeFolder) {
    if (storeFolder.isEmpty()) return Importer(context.catalogue).importFile(file);
    auto store = openStore(context, storeFolder);
    if (!store) return store.error();
    const auto summaries = (*store)->formSummaries();
    if (!summaries) return summaries.error();
    ImportResult result{storeFolder, QStringLiteral("store"), {}, {}};
    const FormRepository repository(**store, context.catalogue, context.ids);
    const ExplanationRepository reasons(**store, context.ids);
    for (const auto& summary : *summaries) {
        auto document = repository.load(summary.id);
        if (!document) return document.error();
        const auto said = reasons.load(summary.id);
        if (!said) return said.error();
        if (const auto placed = placedIn(*document, *said); !placed.isEmpty())
            result.explanations.insert(int(result.documents.size()), placed);
        result.documents.append(*std::move(document));
    }
    return result;
}

} // namespace jixiao::cli
