#include "sync/transport/curl_library.h"

#include "core/base/log.h"

#include <QLibrary>

#include <optional>

namespace jixiao {

namespace {

constexpr int abiVersion = 4;

template <typename Function>
bool resolve(QLibrary& library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(library.resolve(name));
    if (function == nullptr) qCWarning(lcSync) << "libcurl has no" << name;
    return function != nullptr;
}

std::optional<CurlLibrary> load() {
    QLibrary library(QStringLiteral("curl"), abiVersion); // stays loaded: it is not unloaded by the destructor
    if (!library.load()) {
        qCWarning(lcSync) << "no libcurl:" << library.errorString();
        return {};
    }
    CurlLibrary curl{};
    const bool complete =
        resolve(library, "curl_global_init", curl.globalInit) && resolve(library, "curl_easy_init", curl.easyInit) &&
        resolve(library, "curl_easy_cleanup", curl.easyCleanup) &&
        resolve(library, "curl_easy_reset", curl.easyReset) && resolve(library, "curl_easy_setopt", curl.easySetopt) &&
        resolve(library, "curl_easy_getinfo", curl.easyGetinfo) &&
        resolve(library, "curl_multi_init", curl.multiInit) &&
        resolve(library, "curl_multi_cleanup", curl.multiCleanup) &&
        resolve(library, "curl_multi_add_handle", curl.multiAdd) &&
        resolve(library, "curl_multi_remove_handle", curl.multiRemove) &&
        resolve(library, "curl_multi_perform", curl.multiPerform) &&
        resolve(library, "curl_multi_poll", curl.multiPoll) &&
        resolve(library, "curl_multi_info_read", curl.multiInfoRead) &&
        resolve(library, "curl_slist_append", curl.listAppend) &&
        resolve(library, "curl_slist_free_all", curl.listFree);
    if (!complete || curl.globalInit(CURL_GLOBAL_DEFAULT) != CURLE_OK) return {};
    return curl;
}

} // namespace

const CurlLibrary* CurlLibrary::instance() {
    static const auto library = load();
    return library ? &*library : nullptr;
}

} // namespace jixiao
