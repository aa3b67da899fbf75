#pragma once

#include <curl/curl.h>

namespace jixiao {

/// The functions of libcurl, found when the first request is made rather than when the program starts: with the forty
/// libraries behind it, linking takes an eighth of the time to the first frame and 5 MiB, also where nobody ever syncs.
struct CurlLibrary {
    decltype(&::curl_global_init) globalInit;
    decltype(&::curl_easy_init) easyInit;
    decltype(&::curl_easy_cleanup) easyCleanup;
    decltype(&::curl_easy_reset) easyReset;
    decltype(&::curl_easy_setopt) easySetopt;
    decltype(&::curl_easy_getinfo) easyGetinfo;
    decltype(&::curl_multi_init) multiInit;
    decltype(&::curl_multi_cleanup) multiCleanup;
    decltype(&::curl_multi_add_handle) multiAdd;
    decltype(&::curl_multi_remove_handle) multiRemove;
    decltype(&::curl_multi_perform) multiPerform;
    decltype(&::curl_multi_poll) multiPoll;
    decltype(&::curl_multi_info_read) multiInfoRead;
    decltype(&::curl_slist_append) listAppend;
    decltype(&::curl_slist_free_all) listFree;

    /// Loaded and initialised once; any thread. Null when the system has no usable libcurl.
    static const CurlLibrary* instance();
};

} // namespace jixiao
