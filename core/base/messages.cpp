#include "core/base/messages.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <memory>

namespace jixiao {

namespace {

std::shared_ptr<const Messages> load(const QString& language) {
    QFile file(QStringLiteral(":/assets/messages/%1.json").arg(language));
    if (!file.open(QIODevice::ReadOnly)) return nullptr;
    auto messages = Messages::fromJson(file.readAll());
    if (!messages) return nullptr;
    return std::make_shared<const Messages>(*std::move(messages));
}

std::shared_ptr<const Messages>& active() {
    static std::shared_ptr<const Messages> messages = [] {
        auto loaded = load(QStringLiteral("zh_CN"));
        return loaded ? loaded : std::make_shared<const Messages>();
    }();
    return messages;
}

/// In one pass, so that braces inside an argument stay as they are.
QString fill(const QString& sentence, const QMap<QString, QString>& args) {
    QString result;
    qsizetype from = 0;
    for (auto open = sentence.indexOf(u'{'); open >= 0; open = sentence.indexOf(u'{', open + 1)) {
        const auto close = sentence.indexOf(u'}', open);
        const auto argument = args.constFind(sentence.mid(open + 1, close - open - 1));
        if (close < 0 || argument == args.cend()) continue;
        result += QStringView(sentence).mid(from, open - from);
        result += *argument;
        from = close + 1;
    }
    result += QStringView(sentence).mid(from);
    return result;
}

} // namespace

Result<Messages> Messages::fromJson(const QByteArray& json) {
    QJsonParseError parseError;
    const auto document = QJsonDocument::fromJson(json, &parseError);
    if (!document.isObject()) return Error{ErrorCode::JsonMalformed, parseError.errorString()};
    Messages messages;
    const auto root = document.object();
    for (auto it = root.begin(); it != root.end(); ++it) {
        const auto entry = it->toObject();
        messages.sentences_.insert(it.key(), UserMessage{entry[QStringLiteral("what")].toString(),
                                                         entry[QStringLiteral("safe")].toString(),
                                                         entry[QStringLiteral("next")].toString()});
    }
    return messages;
}

const Messages& Messages::current() { return *active(); }

void Messages::setLanguage(const QString& language) {
    if (auto loaded = load(language)) active() = loaded;
}

UserMessage Messages::forError(const Error& error) const {
    auto message = sentences_.value(error.id());
    if (message.what.isEmpty()) message.what = error.id();
    return {fill(message.what, error.args), fill(message.safe, error.args), fill(message.next, error.args)};
}

} // namespace jixiao
