#include "app/gui/error_info.h"

namespace jixiao {

ErrorInfo ErrorInfo::from(const Error& error) {
    const auto message = error.userMessage();
    auto details = error.id();
    if (!error.detail.isEmpty()) details += QStringLiteral(": ") + error.detail;
    return {message.what, message.safe, message.next, details, error.requestId, error.id(), true};
}

} // namespace jixiao
