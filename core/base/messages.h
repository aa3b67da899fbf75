#pragma once

#include "core/base/error.h"
#include "core/base/result.h"

#include <QHash>

namespace jixiao {

/// The sentences shown for errors, read from assets/messages/<language>.json: {"WrongPassphrase": {"what", "safe",
/// "next"}}. Placeholders look like {name} and are filled from Error::args. Immutable after construction; thread-safe.
class Messages {
public:
    static Result<Messages> fromJson(const QByteArray& json);

    /// The catalogue of the language in force; zh_CN until setLanguage() is called. Lives as long as the program.
    static const Messages& current();
    /// "zh_CN" or "en"; unknown languages keep the current one.
    static void setLanguage(const QString& language);

    UserMessage forError(const Error& error) const;
    bool has(const QString& id) const { return sentences_.contains(id); }

private:
    QHash<QString, UserMessage> sentences_;
};

} // namespace jixiao
