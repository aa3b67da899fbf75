#pragma once

#include "core/store/store.h"
#include "tests/support/manual_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/verify.h"

#include <QTemporaryDir>
#include <QtTest>

#include <memory>

namespace jixiao::test {

/// A store in a temporary folder with people and one form, and shorthands for what tests do to it.
class StoreFixture {
public:
    StoreFixture();

    static StoreKey key(unsigned char seed = 7);
    void reopen();
    void close() { store.reset(); }
    QString folder() const { return dir.path() + QStringLiteral("/data"); }
    QString file() const { return Store::fileName(folder()); }

    /// A project, its declaration and `rows` indicators, saved in one batch.
    Id addForm(int rows = 2, const QString& name = QStringLiteral("禁毒专项"));
    EditBatch batch(const Id& form, const QList<RecordEdit>& edits, const QString& label = QStringLiteral("修改"));
    static RecordEdit change(const Id& record, const QString& field, const QString& value);
    Result<void> set(const Id& form, const Id& record, const QString& field, const QString& value,
                     const QString& label = QStringLiteral("修改"));
    QString value(const Id& record, const QString& field);
    qint64 revision(const Id& record, const QString& field);

    Record decision(const Id& form, const QString& action, const QString& toState, const QString& opinion = {});
    Record opinionOn(const Id& form, const Id& about, const QString& text, const Id& decision);

    QList<OutboundMutation> take(int limit = 100);
    MutationVerdict verdict(const OutboundMutation& mutation, Verdict kind, qint64 revision);
    void answer(const QList<MutationVerdict>& verdicts);
    /// Sends everything due; the server accepts it all.
    void syncAll();
    FormSummary summary(const Id& form);

    QTemporaryDir dir;
    ManualClock clock;
    SeededRandom random{11};
    UuidV7Source ids{clock, random};
    Actor filler;
    Actor head;
    Id unit;
    std::unique_ptr<Store> store;
    QList<Id> indicators; ///< of the newest form
    Id project;
    qint64 serverRevision = 0;
};

/// The bytes of a file; none when it cannot be read.
QByteArray readAll(const QString& path);

} // namespace jixiao::test

#define VERIFY_ERROR(expression, expected)                                                                             \
    do {                                                                                                               \
        const auto& verified = (expression);                                                                           \
        QVERIFY2(!verified, "an error was expected");                                                                  \
        QCOMPARE(verified.error().code, expected);                                                                     \
    } while (false)
