#include "app/cli/command.h"
#include "app/cli/options.h"
#include "core/base/files.h"
#include "core/rulebook/rule_trust.h"
#include "core/rulebook/rules_in_force.h"

#include <QDir>
#include <QTextStream>

namespace jixiao::cli {

namespace {

const QString storeOption = QStringLiteral("--store");
const QString trustOption = QStringLiteral("--trust");
const QString keyOption = QStringLiteral("--key");

QString shown(const QByteArray& publicKey) { return QString::fromLatin1(publicKey.toBase64()); }

int usage() { return report({ErrorCode::InvalidInput, QStringLiteral("rules show|verify|install|sign|key")}); }

/// Keys of the program, of the data folder's owner, and the one given on the command line.
Result<QList<QByteArray>> trustedKeys(const Options& options, Store* store) {
    auto keys = shippedRuleKeys();
    if (options.has(trustOption)) {
        const auto key = ruleKeyFromText(options.value(trustOption));
        if (!key) return key.error();
        keys.append(*key);
    }
    if (store == nullptr) return keys;
    const auto kept = RuleTrust::of(*store);
    if (!kept) return kept.error();
    return keys + *kept;
}

int show(const RulesInForce& inForce) {
    QTextStream out(stdout);
    out << QStringLiteral("规则 %1（%2），共 %3 条")
               .arg(inForce.rules->version(),
                    inForce.fromFolder ? QStringLiteral("数据文件夹") : QStringLiteral("程序自带"))
               .arg(inForce.rules->ruleIds().size())
        << Qt::endl;
    if (inForce.refused)
        out << QStringLiteral("数据文件夹里的规则没有使用：%1").arg(inForce.refused->userMessage().oneLine())
            << Qt::endl;
    return Ok;
}

int showCommand(Context& context, const Options& options) {
    const auto folder = options.value(storeOption);
    if (folder.isEmpty()) return show(RulesInForce::builtIn());
    auto store = openStore(context, folder);
    if (!store) return report(store.error());
    const auto keys = trustedKeys(options, store->get());
    return keys ? show(RulesInForce::load(folder, *keys)) : report(keys.error());
}

int verify(const Options& options, const QByteArray& bundle) {
    const auto keys = trustedKeys(options, nullptr);
    if (!keys) return report(keys.error());
    const auto read = trustedBundle(bundle, *keys);
    if (!read) return report(read.error());
    QTextStream(stdout) << QStringLiteral("规则 %1，共 %2 条，签名有效，公钥 %3")
                               .arg(read->version())
                               .arg(read->rules().ruleIds().size())
                               .arg(shown(read->publicKey()))
                        << Qt::endl;
    return Ok;
}

/// A key named with --trust is believed from now on by this data folder.
int install(Context& context, const Options& options, const QByteArray& bundle) {
    const auto folder = options.value(storeOption);
    if (folder.isEmpty()) return usage();
    auto store = openStore(context, folder);
    if (!store) return report(store.error());
    const auto keys = trustedKeys(options, store->get());
    if (!keys) return report(keys.error());
    if (auto installed = installRules(bundle, folder, *keys); !installed) return report(installed.error());
    if (options.has(trustOption))
        if (auto kept = RuleTrust::add(**store, *ruleKeyFromText(options.value(trustOption))); !kept)
            return report(kept.error());
    return show(RulesInForce::load(folder, *keys));
}

int makeKey(const Options& options) {
    const auto target = options.value(QStringLiteral("-o"));
    if (target.isEmpty() || QFileInfo::exists(target)) return usage();
    const auto signer = Signer::generate();
    const auto seed = signer.seed().bytes();
    const QByteArray text =
        QByteArray(reinterpret_cast<const char*>(seed.data()), qsizetype(seed.size())).toBase64() + '\n';
    if (auto written = replaceFile(target, text, FileReaders::OwnerOnly); !written) return report(written.error());
    QTextStream(stdout) << QStringLiteral("公钥 %1").arg(shown(signer.publicKey())) << Qt::endl;
    return Ok;
}

Result<Signer> signerFrom(const QString& file) {
    auto text = readBounded(file, 1024);
    if (!text) return text.error();
    auto seed = QByteArray::fromBase64Encoding(text->trimmed(), QByteArray::AbortOnBase64DecodingErrors);
    if (!seed) return Error{ErrorCode::InvalidInput, QStringLiteral("not a rule key")};
    return Signer::fromSeed(SecretBytes::take(std::move(*seed)));
}

/// A folder like assets/rules becomes one signed file.
int sign(const Options& options, const QString& source) {
    const auto signer = signerFrom(options.value(keyOption));
    if (!signer) return report(signer.error());
    const auto bundle = RuleBundle::fromFolder(source);
    if (!bundle) return report(bundle.error());
    const auto target = options.has(QStringLiteral("-o")) ? options.value(QStringLiteral("-o")) : QStringLiteral("-");
    const auto written = writeOut(target, bundle->signedJson(*signer));
    return written ? Ok : report(written.error());
}

} // namespace

int runRules(Context& context) {
    auto arguments = context.arguments;
    const auto word = arguments.isEmpty() ? QString() : arguments.takeFirst();
    const auto options = Options::parse(arguments, {storeOption, trustOption, keyOption, QStringLiteral("-o")});
    if (!options) return report(options.error());
    if (word == QLatin1String("show") && options->positional.isEmpty()) return showCommand(context, *options);
    if (word == QLatin1String("key") && options->positional.isEmpty()) return makeKey(*options);
    if (options->positional.size() != 1) return usage();
    const auto& file = options->positional.first();
    if (word == QLatin1String("sign")) return sign(*options, file);
    if (word != QLatin1String("verify") && word != QLatin1String("install")) return usage();
    const auto bundle = readBounded(file, RuleLimits().maxBytes);
    if (!bundle) return report(aboutRules(bundle.error()));
    return word == QLatin1String("verify") ? verify(*options, *bundle) : install(context, *options, *bundle);
}

} // namespace jixiao::cli
