#pragma once

#include "core/store/page_file.h"

#include <QByteArray>
#include <QList>

#include <functional>

namespace jixiao {

/// A value as it stands in a page.
struct ScannedValue {
    enum class Kind { Null, Integer, Real, Text, Blob };
    Kind kind = Kind::Null;
    qint64 integer = 0;
    QByteArray bytes = {};
};

struct ScannedRow {
    bool ofRowidTable = false;
    qint64 rowid = 0;
    QList<ScannedValue> values = {};
};

struct ScanResult {
    qint64 pages = 0;
    QList<qint64> unreadable = {}; ///< page numbers
    qint64 brokenRows = 0;         ///< begin in a sound page, but do not end or make no sense
};

/// Every row that stands in a sound page, whatever became of the pages that lead there. Rows of indexes come, too.
ScanResult scanRows(const PageFile& pages, const std::function<void(ScannedRow&&)>& take);

} // namespace jixiao
