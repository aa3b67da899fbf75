#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace jixiao {

/// A gzip stream of `bytes`, packed for speed.
QByteArray gzip(const QByteArray& bytes);

/// Errors: InvalidInput (not gzip, cut short, or something behind it), RequestTooLarge (more than `limit` bytes
/// inside).
Result<QByteArray> gunzip(const QByteArray& bytes, qsizetype limit);

} // namespace jixiao
