#include "core/base/messages.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>

#include <map>

namespace jixiao {

namespace {

QString pathOf(const QString& language) { return QStringLiteral(":/assets/messages/%1.json").arg(language); }

Messages load(const QString& language) {
    QFile file(pathOf(language));
    if (!file.open(QIODevice::ReadOnly)) return {};
    return Messages::fromJson(file.readAll()).valueOr(Messages());
}

/// The languages asked for so far: read when the first sentence is wanted, and kept as long as the program runs.
struct Library {
    QMutex mutex;
    QString language = QStringLiteral("zh_CN");
    std::map<QString, Messages> read;
};

Library& library() {
    static Library library;
    return library;
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

const Messages& Messages::current() {
    auto& all = library();
    const QMutexLocker locked(&all.mutex);
    auto known = all.read.find(all.language);
    if (known == all.read.end()) known = all.read.emplace(all.language, load(all.language)).first;
    return known->second;
}

void Messages::setLanguage(const QString& language) {
    if (!QFile::exists(pathOf(language))) return;
    auto& all = library();
    const QMutexLocker locked(&all.mutex);
    all.language = language;
}

UserMessage Messages::forError(const Error& error) const {
    auto message = sentences_.value(error.id());
    if (message.what.isEmpty()) message.what = error.id();
    return {fill(message.what, error.args), fill(message.safe, error.args), fill(message.next, error.args)};
}

} // namespace jixiao
