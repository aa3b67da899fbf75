#pragma once

#include "core/store/database.h"
#include "core/store/salvage.h"

#include <QList>

namespace jixiao {

/// Rows sorted into the tables they have the shape of, and put into a store in the order their references need.
class SalvagedRows {
public:
    /// A row that has the shape of no table (an index, the search) is dropped: it can be made anew.
    void add(ScannedRow&& row);
    bool isEmpty() const;
    /// In one transaction.
    Result<void> place(Database& database, SalvageReport& report);

private:
    using Rows = QList<QList<ScannedValue>>;
    void placeOrphans(Database& database, SalvageReport& report);

    QList<Rows> tables_; ///< as in the list of shapes
};

} // namespace jixiao
