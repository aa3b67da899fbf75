#pragma once

#include "ledger.h"
#include "sim_device.h"

#include <QTemporaryDir>

#include <array>
#include <memory>
#include <vector>

namespace jixiao::model {

/// One schedule: a bureau's devices and server doing things in a random order that the seed decides, then peace, then
/// the checks.
class World {
public:
    struct Options {
        Sabotage sabotage = Sabotage::None;
        bool embedded = false; ///< the server keeps its data in a file
        bool talk = false;     ///< prints the steps
    };
    World(quint64 seed, const QString& folder, const Options& options);

    /// "" when everything converged, else the first thing that is wrong.
    QString run();

private:
    // world_steps.cpp: what people and misfortune do
    void step();
    void act(SimDevice& device);
    void editField(SimDevice& device);
    void addRow(SimDevice& device);
    void removeRow(SimDevice& device);
    void report(SimDevice& device);
    void explain(SimDevice& device);
    void decide(SimDevice& device);
    void newForm(SimDevice& device);
    void mishap(SimDevice& device);
    void sync(SimDevice& device);
    void enrolAnew(SimDevice& device, const Result<SyncReport>& report);
    void resolveOne(SimDevice& device);
    void resolve(SimDevice& device, const Conflict& conflict, bool keepMine);
    bool save(SimDevice& device, const Id& form, const QList<RecordEdit>& edits);
    Id anyForm(SimDevice& device);
    RecordEdit creation(SimDevice& device, const QString& type, const Id& parent, const QStringList& fields);
    void say(const SimDevice& device, const QString& what) const;

    // world_checks.cpp: peace, and what must hold then
    QString settle();
    QString settleDevice(SimDevice& device, bool& busy);
    void settleRefusals(SimDevice& device, const QList<OutboxItem>& rows);
    QString checkConflicts(SimDevice& device, const QList<Conflict>& open);
    QString check();
    QString checkReplica(SimDevice& device);
    QString checkRecord(const Record& theirs, const Record& mine) const;
    QString checkDecisions(SimDevice& device);

    SimDevice& anyone() { return *devices_[std::size_t(chance_.below(int(devices_.size())))]; }

    Chance chance_;
    Options options_;
    SimServer server_;
    Ledger ledger_;
    std::vector<std::unique_ptr<SimDevice>> devices_;
    QStringList people_;
    std::vector<std::optional<DiskImage>> backups_;
    QMap<Id, QString> decided_; ///< decision → the hash of what its maker saw
};

} // namespace jixiao::model
