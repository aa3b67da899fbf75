#pragma once

#include "core/base/error.h"

#include <curl/curl.h>

namespace jixiao {

/// What a failed transfer means for a person. `osError` is curl's CURLINFO_OS_ERRNO.
ErrorCode codeOfCurl(CURLcode code, long osError);

} // namespace jixiao
