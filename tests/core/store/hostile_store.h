#pragma once

#include "hostile_changes.h"
#include "vault_folder.h"

#include <vector>

namespace jixiao::test {

/// A store in the hands of someone who has its key: everything in it can be anything.
class HostileStore {
public:
    HostileStore();

    /// The store as the program left it.
    void reset();
    /// Statements on a plain connection, where nothing is checked and the schema may be written. False when one failed.
    bool execute(const QByteArrayList& statements);
    /// The same while no column has a type or a constraint; afterwards the schema reads as before.
    bool executeLoosely(const QByteArrayList& statements);
    /// Writes over the pages in clear; the signatures are valid again afterwards. Bytes beyond the end are left out.
    void overwrite(const QList<std::pair<qsizetype, QByteArray>>& places);
    /// Whatever the bytes say: values, schema or pages.
    void spoil(std::span<const std::uint8_t> bytes);

    struct Outcome {
        bool opened = false;
        int answers = 0;
        QList<ErrorCode> refusals;
        qint64 steps = 0;     ///< of SQLite's machine
        bool stopped = false; ///< a statement was stopped because it took more than any may
    };
    /// Opens the store and asks it for everything it can tell; does some work with it; salvages it.
    Outcome use();

private:
    void write(const QByteArray& bytes);
    std::vector<TableColumns> tables_;
    QByteArray clear_;  ///< pages
    QByteArray loose_;  ///< the file with a schema that allows everything
    QByteArray strict_; ///< statement that takes the schema back to what it was
    VaultFolder v_;
    QByteArray bytes_;
};

} // namespace jixiao::test
