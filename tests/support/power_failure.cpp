#include "tests/support/power_failure.h"

#include <algorithm>

namespace jixiao::test {

namespace {

constexpr qsizetype sector = 512;

void put(QByteArray& file, qint64 at, const QByteArray& bytes) {
    if (file.size() < at + bytes.size()) file.resize(at + bytes.size(), '\0');
    std::copy(bytes.cbegin(), bytes.cend(), file.begin() + at);
}

void resize(QByteArray& file, qsizetype size) {
    if (file.size() < size)
        file.append(QByteArray(size - file.size(), '\0'));
    else
        file.truncate(size);
}

void renameFolder(DiskImage& disk, const QString& from, const QString& to) {
    const auto names = disk.keys();
    for (const auto& name : names)
        if (name.startsWith(from + u'/')) disk.insert(to + name.mid(from.size()), disk.take(name));
}

void perform(DiskImage& disk, const DiskEvent& event) {
    if (event.kind == DiskEvent::Kind::Delete)
        disk.remove(event.file);
    else if (event.kind == DiskEvent::Kind::Rename)
        disk.insert(event.newName, disk.take(event.file));
    else if (event.kind == DiskEvent::Kind::RenameFolder)
        renameFolder(disk, event.file, event.newName);
    else if (event.kind == DiskEvent::Kind::Truncate)
        resize(disk[event.file], event.at);
    else if (event.kind == DiskEvent::Kind::Write)
        put(disk[event.file], event.at, event.bytes);
}

/// A new, other or missing name becomes durable with its folder.
bool isMadeDurableBy(const DiskEvent& done, const DiskEvent& sync) {
    const bool renames = done.kind == DiskEvent::Kind::Rename || done.kind == DiskEvent::Kind::RenameFolder;
    if (done.file == sync.file) return !renames;
    const bool name = done.kind == DiskEvent::Kind::Delete || renames;
    return name && done.file.left(done.file.lastIndexOf(u'/')) == sync.file;
}

/// Any of the sectors of a write.
void performTorn(DiskImage& disk, const DiskEvent& event, QRandomGenerator& random) {
    for (qsizetype from = 0; from < event.bytes.size(); from += sector)
        if (random.bounded(2) == 0) put(disk[event.file], event.at + from, event.bytes.mid(from, sector));
}

} // namespace

bool PowerFailure::advance() {
    if (next_ >= events_.size()) return false;
    const auto& event = events_.at(next_++);
    if (event.kind == DiskEvent::Kind::Mark) {
        ++marks_;
    } else if (event.kind != DiskEvent::Kind::Sync) {
        pending_.append(event);
    } else if (holds(event)) {
        QList<DiskEvent> others;
        for (const auto& done : std::as_const(pending_))
            if (isMadeDurableBy(done, event))
                perform(durable_, done);
            else
                others.append(done);
        pending_ = others;
    }
    return true;
}

bool PowerFailure::holds(const DiskEvent& sync) const {
    if (habit_ != DiskHabit::SyncsAtCheckpoint) return habit_ == DiskHabit::Honest;
    if (!sync.file.endsWith(QLatin1String("-wal"))) return true;
    // A checkpoint goes on with the file itself, a commit with the log.
    const auto follows = std::find_if(events_.cbegin() + next_, events_.cend(), [](const DiskEvent& event) {
        return event.kind == DiskEvent::Kind::Write || event.kind == DiskEvent::Kind::Truncate;
    });
    return follows != events_.cend() && follows->file != sync.file;
}

DiskImage PowerFailure::image(QRandomGenerator& random) const {
    DiskImage disk = durable_;
    const int luck = random.bounded(4); // of some failures nothing is lost, of some everything
    for (const auto& event : pending_) {
        const bool lost = luck == 0 || (luck < 3 && random.bounded(2) == 0);
        if (lost) continue;
        if (event.kind == DiskEvent::Kind::Write && luck != 3 && random.bounded(3) == 0)
            performTorn(disk, event, random);
        else
            perform(disk, event);
    }
    return disk;
}

} // namespace jixiao::test
