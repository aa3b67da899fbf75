#pragma once

#include "core/domain/record.h"
#include "core/store/database.h"
#include "core/store/history.h"

namespace jixiao {

/// A form as it stood after a step of its history, put together from what stands there now and the journal: cost
/// depends on the form's size, not on its history. Inside a Transaction.
class FormVersions {
public:
    FormVersions(Database& database, const Id& declaration) : database_(database), declaration_(declaration) {}

    /// The content of the form (not opinions, not decisions), declaration first, then the project, then the rows by
    /// ordinal. What is deleted comes along, marked so. Revisions are 0. Fields the server owns are as well as they are
    /// known. Error RecordNotFound: no such form, or the version is none of its steps.
    Result<QList<Record>> at(qint64 version);

    /// What differs between two versions as at() gives them.
    static QList<FieldDifference> compare(const QList<Record>& before, const QList<Record>& after);

private:
    /// The newest entry of the version.
    Result<qint64> lastEntry(qint64 version);
    QList<Record> collect(Statement rows);

    Database& database_;
    Id declaration_;
};

} // namespace jixiao
