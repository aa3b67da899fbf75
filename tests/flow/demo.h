#pragma once

#include "tests/flow/programs.h"

namespace jixiao::flow {

/// Starts the server with the sample bureau (made on the first run, kept afterwards), prepares the filler's and the
/// department head's devices, and opens the app on the filler's. Returns the app's exit code.
int runDemo(const Place& place);

/// Writes the passphrase of the sample devices to a private file and points the terminal programs to it.
void useSamplePassphrase(const Place& place, const QString& passphrase);

} // namespace jixiao::flow
