#pragma once

#include "app/gui/app_controller.h"
#include "core/store/form_repository.h"
#include "tests/support/manual_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/verify.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <functional>
#include <memory>

namespace jixiao::test {

/// The view-models of the app over a real encrypted store, without vault, window and server.
class AppFixture {
public:
    explicit AppFixture(const QList<Role>& roles = {Role::Filler});
    ~AppFixture();

    static StoreKey key();
    QString folder() const { return dir.path(); }
    /// Opens the store as unlocking would; the app must be locked.
    void unlock();
    void become(const QString& name, const QList<Role>& roles);

    FormDocument sample(const QString& code = QStringLiteral("13043425P004MEK100834"),
                        const QString& name = QStringLiteral("禁毒专项")) const;
    Id import(const FormDocument& document);
    /// Imports the sample and opens it.
    Id openSample();
    bool open(const Id& form);
    /// Gives every warning about the open form a reason, as a person has to before submitting.
    void explainAll();
    /// All jobs posted so far are done and their answers delivered.
    void settle();

    /// Runs on the store thread.
    template <typename Job>
    auto inStore(Job job) {
        return services.store()->call(std::move(job));
    }
    FormDocument stored(const Id& form);
    QString stored(const Id& form, const QString& path);
    FormSummary summary(const Id& form);
    QList<Record> records(const Id& form);
    /// The server accepts everything that waits.
    void acceptAll();
    /// What the server sends: the declaration in another state, with more records.
    void remote(const Id& form, const QString& state, int round, const QList<Record>& more = {});
    Record remoteRecord(const QString& type, const Id& form, const QMap<QString, QString>& values);

    // What is on the screen
    FieldListModel* fieldsOf(const QString& path, int& row);
    QVariant shown(const QString& path, int role = FieldListModel::ValueRole);
    RowListModel* rowsOf(const QString& table);
    int findingAt(const QString& path);

    QTemporaryDir dir;
    ManualClock clock;
    SeededRandom random{3};
    Services services{dir.path(), clock, random};
    AppController app{services};
    Actor actor;
    Id unit;
    qint64 revision = 100;
};

/// Every role of every row as JSON; models inside models included.
QJsonArray dump(const QAbstractItemModel& model);

} // namespace jixiao::test
