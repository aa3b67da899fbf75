#pragma once

#include "core/store/attachment.h"
#include "tests/core/store/store_fixture.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QRandomGenerator>

namespace jixiao::test {

/// Bytes that no packing makes smaller, the same for the same seed.
inline QByteArray noise(qint64 size, quint32 seed = 1) {
    QRandomGenerator generator(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (auto& byte : bytes)
        byte = char(generator.generate() & 0xFF);
    return bytes;
}

inline QByteArray sha256(const QByteArray& bytes) {
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

/// A store with one form, and shorthands for what is put down as evidence on it.
struct AttachmentScene {
    StoreFixture f;
    Id form = f.addForm(2);
    AttachmentLimits limits{16 * 1024 * 1024, 64 * 1024 * 1024};

    EvidenceEdit edit(const QByteArray& bytes, int row = 0) const {
        EvidenceEdit edit;
        edit.actor = f.filler;
        edit.declaration = form;
        edit.label = QStringLiteral("添加佐证材料");
        edit.evidence.about = row < 0 ? Id() : f.indicators.at(row);
        edit.evidence.period = QStringLiteral("2025");
        edit.evidence.fileName = QStringLiteral("现场照片.jpg");
        edit.evidence.takenMs = 1'735'700'000'000;
        edit.evidence.takenWith = QStringLiteral("手持终端 7");
        edit.content = {sha256(bytes), bytes.size(), QStringLiteral("jpeg"), {640, 480}, "thumbnail"};
        edit.limits = limits;
        return edit;
    }
    Result<Id> add(const EvidenceEdit& edit, const QByteArray& bytes) {
        QBuffer source;
        source.setData(bytes);
        source.open(QIODevice::ReadOnly);
        return f.store->addEvidence(edit, source);
    }
    Result<Id> add(const QByteArray& bytes, int row = 0) {
        f.clock.advance(1000);
        return add(edit(bytes, row), bytes);
    }
    Result<void> remove(const Id& record) {
        RecordEdit edit;
        edit.record = record;
        edit.remove = true;
        return f.store->apply(f.batch(form, {edit}, QStringLiteral("移除佐证材料")));
    }
    Result<void> restore(const Id& record) {
        RecordEdit edit;
        edit.record = record;
        edit.restore = true;
        return f.store->apply(f.batch(form, {edit}, QStringLiteral("恢复佐证材料")));
    }
    Result<QByteArray> read(const QByteArray& hash) {
        QByteArray bytes;
        const auto done = f.store->readAttachment(hash, [&](const QByteArray& piece) {
            bytes += piece;
            return Result<void>();
        });
        if (!done) return done.error();
        return bytes;
    }
    QList<Evidence> evidence() { return f.store->evidence(form).valueOr({}); }
    qint64 contents() { return f.store->attachments().valueOr({}).size(); }
};

} // namespace jixiao::test
