#pragma once

#include <QByteArray>

#include <optional>

namespace jixiao::server {

QByteArray gzip(const QByteArray& bytes);
/// nullopt when it is no complete gzip stream or would grow beyond `maxBytes`.
std::optional<QByteArray> gunzip(const QByteArray& bytes, qsizetype maxBytes);

} // namespace jixiao::server
