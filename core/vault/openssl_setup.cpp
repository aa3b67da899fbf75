#include "core/vault/openssl_setup.h"

#include <openssl/crypto.h>

namespace jixiao {

void setUpOpenSsl() { OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS, nullptr); }

} // namespace jixiao
