#pragma once

#include "core/base/id.h"
#include "recording_storage.h"

#include <QHash>
#include <QMap>
#include <QSet>
#include <QString>

namespace jixiao::model {

/// What people did and saw, as they would tell it: the yardstick for what the machines ended up with. Every value typed
/// in a schedule is unique, so a value stands for its edit.
class Ledger {
public:
    QString newValue() { return QStringLiteral("v%1").arg(++values_); }

    /// A store acknowledged this edit; `old` is what stood on the screen before.
    void typed(int device, const Id& record, const QString& field, const QString& value, const QString& old) {
        edits_.append({device, record, field, value, old});
        byValue_.insert(value, int(edits_.size()) - 1);
        saw(value, old);
    }
    /// The person who stands by `value` has been shown `other`.
    void saw(const QString& value, const QString& other) { seen_[value].insert(other); }
    /// The person chose the other side.
    void gaveUp(int device, const Id& record, const QString& field = {});
    void removed(int device, const Id& record, const QStringList& shown) {
        auto& seen = removals_[{device, record}];
        for (const auto& value : shown)
            seen.insert(value);
    }
    int mark() const { return int(edits_.size()); }
    /// The device went back to how it was at `mark`: what came after is lost with the disk it was on.
    void lost(int device, int mark);

    void owns(int device, const QString& deviceId) { devices_.insert(deviceId, device); }

    /// "" when nobody's change was overwritten unseen and no acknowledged edit is missing; else what is wrong.
    QString verify(const QList<Change>& changes) const;

private:
    struct Edit {
        int device = 0;
        Id record;
        QString field;
        QString value;
        QString old;
        bool settled = false; ///< given up by a person, or lost with a disk
    };
    bool knew(const QString& value, const QString& earlier) const;
    bool isAccounted(const Edit& edit, const QSet<QString>& arrived) const;
    QString verifyRemoval(const Change& change, const QMap<QString, QString>& current) const;

    int values_ = 0;
    QList<Edit> edits_;
    QHash<QString, int> byValue_;
    QHash<QString, QSet<QString>> seen_;
    QMap<std::pair<int, Id>, QSet<QString>> removals_;
    QHash<QString, int> devices_;
};

} // namespace jixiao::model
