#include "core/base/error.h"

#include "core/base/messages.h"

#include <QMetaEnum>

namespace jixiao {

QString Error::id() const { return QString::fromLatin1(QMetaEnum::fromType<ErrorCode>().valueToKey(int(code))); }

UserMessage Error::userMessage() const { return Messages::current().forError(*this); }

} // namespace jixiao
