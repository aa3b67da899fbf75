#pragma once

namespace jixiao {

/// Sets up the OpenSSL of the process before anything uses it: without the machine's openssl.cnf, which is no business
/// of a store or of a key, and without the texts of its errors. Any thread, any number of times.
void setUpOpenSsl();

} // namespace jixiao
