#include "hostile_store.h"

#include "core/store/database.h"
#include "core/store/form_repository.h"
#include "core/store/salvage.h"
#include "page_writer.h"
#include "tests/support/watched_vfs.h"

#include <sqlite3.h>

#include <algorithm>

namespace jixiao::test {

namespace {

constexpr int stepsAtOnce = 1'000;
constexpr qint64 mostSteps = 30'000'000; ///< what is asked of a whole store takes a hundredth of it

qint64 steps = 0;

/// Every connection that is opened from now on counts what it does, and stops when it does too much.
int countSteps(sqlite3* connection, char**, const sqlite3_api_routines*) {
    sqlite3_progress_handler(
        connection, stepsAtOnce, [](void*) { return (steps += stepsAtOnce) > mostSteps ? 1 : 0; }, nullptr);
    return SQLITE_OK;
}

void prepareProcess() {
    if (!Database::initialize()) qFatal("SQLite");
    watchDisk(nullptr); // nothing waits for the disk
    using Entry = void (*)();
    if (sqlite3_auto_extension(reinterpret_cast<Entry>(countSteps)) != SQLITE_OK) qFatal("auto extension");
}

/// A connection as any program makes one.
class Plain {
public:
    Plain(const QString& file, const StoreKey& key) {
        const auto hex = [](const SecretBytes& secret) {
            return QByteArray(reinterpret_cast<const char*>(secret.bytes().data()), int(secret.size())).toHex();
        };
        const QByteArray spec = "x'" + hex(key.key) + hex(key.salt) + "'";
        if (sqlite3_open_v2(file.toUtf8().constData(), &handle_, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK ||
            sqlite3_key(handle_, spec.constData(), int(spec.size())) != SQLITE_OK)
            qFatal("plain connection");
        for (const char* sql : {"PRAGMA foreign_keys=OFF", "PRAGMA ignore_check_constraints=ON",
                                "PRAGMA writable_schema=ON", "PRAGMA recursive_triggers=OFF"})
            run(sql);
    }
    Plain(const Plain&) = delete;
    Plain& operator=(const Plain&) = delete;
    ~Plain() { sqlite3_close(handle_); }

    bool run(const QByteArray& sql) {
        return sqlite3_exec(handle_, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    QList<QByteArrayList> rows(const QByteArray& sql) {
        QList<QByteArrayList> all;
        sqlite3_exec(
            handle_, sql.constData(),
            [](void* list, int count, char** values, char**) {
                QByteArrayList row;
                for (int i = 0; i < count; ++i)
                    row.append(QByteArray(values[i]));
                static_cast<QList<QByteArrayList>*>(list)->append(row);
                return 0;
            },
            &all, nullptr);
        return all;
    }

private:
    sqlite3* handle_ = nullptr;
};

/// A bit of everything a store can hold.
void fill(VaultFolder& v) {
    auto& f = v.f;
    Store& store = *f.store;
    const auto sure = [](const auto& result) {
        if (!result) qFatal("%s", qPrintable(result.error().detail));
    };
    f.syncAll();
    sure(f.set(v.form, f.indicators[0], target, QStringLiteral("2")));
    for (const auto& mutation : f.take()) {
        auto verdict = f.verdict(mutation, Verdict::Conflict, 0);
        verdict.conflicts = {{target, QStringLiteral("90"), ++f.serverRevision, QStringLiteral("甲"), 5}};
        f.answer({verdict});
    }
    sure(f.set(v.form, f.indicators[1], target, QString(5000, QChar(0x7ee9))));
    sure(f.set(v.form, f.indicators[2], Field::name, QStringLiteral("办结率")));
    sure(store.undo(v.form, f.filler));
    const Record submit = f.decision(v.form, QStringLiteral("submit"), QStringLiteral("submitted"));
    sure(store.queueCommand(f.filler, submit, {f.opinionOn(v.form, f.indicators[3], QStringLiteral("可"), submit.id)}));
    sure(store.setReviewCounts(v.form, {1, 2, QStringLiteral("r1")}));
    sure(store.tidy());
    const auto rows = f.indicators;
    f.addForm(40, QStringLiteral("装备购置"));
    f.indicators = rows;
    sure(store.tidy());
    f.close();
}

QByteArray loosened(QByteArray sql) {
    sql.replace("INTEGER PRIMARY KEY", "\x01");
    for (const char* word : {" NOT NULL", " TEXT", " INTEGER", " BLOB"})
        sql.replace(word, "");
    return sql.replace("\x01", "INTEGER PRIMARY KEY");
}

} // namespace

HostileStore::HostileStore() {
    prepareProcess();
    fill(v_);
    bytes_ = readAll(v_.file());
    clear_ = clearPages(v_.file(), v_.key);
    QByteArray loosen;
    {
        Plain plain(v_.file(), v_.key);
        for (const auto& object : plain.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table'"
                                             " AND sql NOT LIKE 'CREATE VIRTUAL%'")) {
            const QByteArray where = " WHERE type = 'table' AND name = " + quoted(object[0]) + ";";
            loosen += "UPDATE sqlite_master SET sql = " + quoted(loosened(object[1])) + where;
            strict_ += "UPDATE sqlite_master SET sql = " + quoted(object[1]) + where;
            QByteArrayList table{object[0]};
            for (const auto& column : plain.rows("PRAGMA table_info(" + quoted(object[0]) + ")"))
                table.append((column[5] == "0" ? "" : "+") + column[1]);
            tables_.push_back(table);
        }
        if (tables_.size() < 15 || !plain.run(loosen)) qFatal("loosen");
    }
    loose_ = readAll(v_.file());
    reset();
}

void HostileStore::write(const QByteArray& bytes) {
    QDir(v_.dir.path() + QStringLiteral("/salvaged")).removeRecursively();
    for (const char* suffix : {"-wal", "-shm"})
        QFile::remove(v_.file() + QLatin1String(suffix));
    QFile file(v_.file());
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("write");
}

void HostileStore::reset() { write(bytes_); }

bool HostileStore::execute(const QByteArrayList& statements) {
    steps = 0;
    Plain plain(v_.file(), v_.key);
    return std::count_if(statements.cbegin(), statements.cend(),
                         [&](const QByteArray& sql) { return !plain.run(sql); }) == 0;
}

bool HostileStore::executeLoosely(const QByteArrayList& statements) {
    write(loose_);
    return execute(statements + QByteArrayList{strict_});
}

void HostileStore::overwrite(const QList<std::pair<qsizetype, QByteArray>>& places) {
    QByteArray clear = clear_;
    for (const auto& [at, bytes] : places)
        if (at + bytes.size() <= clear.size()) clear.replace(at, bytes.size(), bytes);
    write(sealedPages(clear, v_.key));
}

void HostileStore::spoil(std::span<const std::uint8_t> bytes) {
    constexpr int mostChanges = 12;
    ByteSource source(bytes);
    const unsigned kind = source.next() % 4;
    if (kind == 3) {
        QList<std::pair<qsizetype, QByteArray>> places;
        for (int i = 0; i < mostChanges && !source.empty(); ++i) {
            const qsizetype page = qsizetype(source.upTo(std::size_t(clear_.size() / 4096))) * 4096;
            places.append({page + qsizetype(source.upTo(4096)), source.some(1 + source.next() % 8)});
        }
        overwrite(places);
        return;
    }
    QByteArrayList statements;
    for (int i = 0; i < mostChanges && !source.empty(); ++i) {
        const auto& table = tables_.at(source.next() % tables_.size());
        statements.append(kind == 2 ? anySchemaChange(source, table) : anyChange(source, table));
    }
    if (kind == 2)
        execute(statements);
    else
        executeLoosely(statements);
}

namespace {

/// Asks a store for everything, whatever it answers.
class Questions {
public:
    Questions(Store& store, HostileStore::Outcome& outcome, StoreFixture& f)
        : store_(store), outcome_(outcome), f_(f) {}

    void askAll() {
        take(store_.check());
        take(store_.cursor());
        take(store_.conflicts());
        take(store_.outbox());
        take(store_.meta(QStringLiteral("audit_head")));
        for (const auto& type : {RecordType::declaration, RecordType::indicator, RecordType::transition})
            take(store_.recordsOfType(type));
        const auto forms = store_.formSummaries();
        take(forms);
        for (const auto& form : forms ? forms->mid(0, 3) : QList<FormSummary>{})
            askAbout(form.id);
        for (const char* text : {"绩", "指标", "办结率", "95 指", "\xf0\x9f\x98\x80", "a\"*:"})
            for (const auto per : {HitPer::Record, HitPer::Form})
                take(store_.search(QString::fromUtf8(text), 20, per));
    }

    /// What a person and the server do with it.
    void work(const Id& form, const Id& row) {
        take(store_.cancelCommand(form));
        take(store_.apply(f_.batch(form, {StoreFixture::change(row, target, QStringLiteral("7"))})));
        take(store_.undo(form, f_.filler));
        take(store_.redo(form, f_.filler));
        take(store_.applyRemote(
            {{RecordType::indicator, row, f_.unit, form, {{target, {QStringLiteral("r"), 99}}}, 99, false}}, 99));
        const auto sent = store_.takeOutbound(20, f_.clock.nowMs());
        take(sent);
        for (const auto& mutation : sent ? *sent : QList<OutboundMutation>{})
            take(store_.applyVerdicts({f_.verdict(mutation, Verdict::Applied, 200)}, f_.clock.nowMs()));
        take(store_.releaseInFlight(QStringLiteral("cut"), 0));
        take(store_.tidy());
    }

private:
    void askAbout(const Id& form) {
        take(store_.formRecords(form));
        take(store_.formSummary(form));
        take(store_.undoState(form));
        take(store_.history(form, -1));
        take(store_.decisionVersions(form));
        take(FormRepository(store_, catalogue(), f_.ids).load(form));
        const auto groups = store_.timeline(form, 4);
        take(groups);
        for (const auto& group : groups ? *groups : QList<HistoryGroup>{}) {
            take(store_.groupEntries(group.id, 10));
            take(store_.formVersion(form, group.id));
            take(store_.compareVersions(form, group.id, currentVersion));
        }
        const auto children = store_.children(form);
        take(children);
        for (const auto& child : children ? children->mid(0, 2) : QList<Record>{})
            take(store_.fieldHistory(child.id, target, 10));
    }

    static const FormCatalogue& catalogue() {
        static const FormCatalogue all = FormCatalogue::builtIn();
        return all;
    }

    template <typename Answer>
    void take(const Answer& answer) {
        if (answer)
            ++outcome_.answers;
        else
            outcome_.refusals.append(answer.error().code);
    }

    Store& store_;
    HostileStore::Outcome& outcome_;
    StoreFixture& f_;
};

} // namespace

HostileStore::Outcome HostileStore::use() {
    steps = 0;
    Outcome outcome;
    if (auto opened = Store::open(v_.folder(), v_.key, v_.f.clock, v_.f.ids)) {
        outcome.opened = true;
        Questions questions(**opened, outcome, v_.f);
        questions.askAll();
        questions.work(v_.form, v_.f.indicators.first());
    } else {
        outcome.refusals.append(opened.error().code);
    }
    const auto salvaged =
        Salvage::run(v_.folder(), v_.key, v_.dir.path() + QStringLiteral("/salvaged"), v_.f.clock, v_.f.ids);
    if (!salvaged) outcome.refusals.append(salvaged.error().code);
    outcome.steps = steps;
    outcome.stopped = steps > mostSteps;
    return outcome;
}

} // namespace jixiao::test
