#pragma once

#include <cstddef>
#include <cstdint>

/// What libFuzzer calls with every input it makes up; ends the process when something is wrong.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
