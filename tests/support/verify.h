#pragma once

#include <QtTest>

/// Fails the test with the error's name when a Result holds an error.
#define VERIFY_OK(expression)                                                                                          \
    do {                                                                                                               \
        const auto& verified = (expression);                                                                           \
        if (!verified) QFAIL(qPrintable(verified.error().id() + QLatin1String(": ") + verified.error().detail));       \
    } while (false)
