#include "app/cli/command.h"

#include "core/base/files.h"
#include "core/rulebook/rule_trust.h"
#include "core/store/explanation_repository.h"
#include "core/store/form_repository.h"

#include <QFile>
#include <QFileInfo>
#include <QTextStream>

#include <termios.h>
#include <unistd.h>

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

constexpr qint64 maxPassphraseBytes = 4096;

} // namespace

int report(const Error& error) {
    QTextStream err(stderr);
    err << error.userMessage().oneLine().simplified();
    auto details = error.detail.simplified();
    if (!error.requestId.isEmpty()) details += QStringLiteral(" request ") + error.requestId;
    err << QStringLiteral("（%1）").arg(details.isEmpty() ? error.id() : error.id() + QStringLiteral(": ") + details);
    err << Qt::endl;
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

Result<SecretBytes> readPassphrase() {
    QFile source;
    const auto path = qEnvironmentVariable("JIXIAO_PASSPHRASE_FILE");
    const EchoOff echoOff;
    if (!path.isEmpty()) {
        source.setFileName(path);
        if (!source.open(QIODevice::ReadOnly))
            return Error{ErrorCode::FileUnreadable, source.errorString(), {{QStringLiteral("file"), path}}};
    } else {
        if (echoOff.active()) QTextStream(stderr) << QStringLiteral("口令：") << Qt::flush;
        if (!source.open(stdin, QIODevice::ReadOnly)) return Error{ErrorCode::InvalidInput, QStringLiteral("no stdin")};
    }
    auto line = source.readLine(maxPassphraseBytes);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty()) return Error{ErrorCode::InvalidInput, QStringLiteral("empty passphrase")};
    return SecretBytes::take(std::move(line));
}

Result<std::unique_ptr<Store>> openStore(Context& context, const QString& folder) {
    auto passphrase = readPassphrase();
    if (!passphrase) return passphrase.error();
    auto vault = Vault::open(folder, context.clock);
    if (!vault) return vault.error();
    auto key = vault->unlock(*passphrase);
    if (!key) return key.error();
    auto store = Store::open(folder, *key, context.clock, context.ids);
    if (!store) return store;
    const auto trusted = RuleTrust::of(**store);
    if (!trusted) return trusted.error();
    context.rules = RulesInForce::load(folder, shippedRuleKeys() + *trusted);
    return store;
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
