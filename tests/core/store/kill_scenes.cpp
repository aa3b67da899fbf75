#include "kill_scenes.h"

#include "core/store/schema.h"

#include <QDir>

#include <algorithm>

namespace jixiao::test {

namespace {

const QString second = QStringLiteral("remark");

QString numbered(int number) { return QString::number(number) + QString(300, QChar(0x7ee9)); }
int numberOf(const QString& text) { return text.left(text.indexOf(QChar(0x7ee9))).toInt(); }

QString valueOf(Store& store, const Id& record, const QString& field) {
    const auto found = store.record(record);
    return found && *found ? (*found)->value(field) : QString();
}

QString between(const char* what, int found, int promises) {
    if (found == promises || found == promises + 1) return {};
    return QStringLiteral("%1: %2 promised, %3 there").arg(QLatin1String(what)).arg(promises).arg(found);
}

QString failure(const Error& error) { return error.id() + u' ' + error.detail; }

/// Two records edited in step, and now and then a look at the outbox as the sync engine does it.
class Saving : public KillScene {
public:
    bool work(const Acknowledge& acknowledge) override {
        auto store = open();
        if (!store) return false;
        auto& f = fixture();
        for (int i = 1; i <= 8; ++i) {
            const auto value = numbered(i);
            const EditBatch batch = f.batch(folder.session.form, {f.change(f.indicators[0], target, value),
                                                                  f.change(f.indicators[1], second, value)});
            if (!(*store)->apply(batch)) return false;
            acknowledge();
            if (i % 3 == 0 && !(*store)->tidy()) return false;
            if (i % 4 == 0 && !(*store)->takeOutbound(1, f.clock.nowMs())) return false;
        }
        return true;
    }
    QString complaint(int promises) override {
        const auto store = open();
        if (!store) return failure(store.error());
        auto& f = fixture();
        const auto first = valueOf(**store, f.indicators[0], target);
        const auto other = valueOf(**store, f.indicators[1], second);
        const int number = other.isEmpty() ? 0 : numberOf(other);
        if (number > 0 && first != other) return QStringLiteral("half an edit");
        if (const auto wrong = between("edits", number, promises); !wrong.isEmpty()) return wrong;
        const auto history = (*store)->history(folder.session.form, 2 * number);
        const auto outbox = (*store)->outbox();
        if (!history || !outbox) return QStringLiteral("not readable");
        for (qsizetype i = 0; i < 2 * number; ++i)
            if (numberOf(history->at(i).newValue) != number - i / 2) return QStringLiteral("the history");
        for (int i = 0; i < (number > 0 ? 2 : 0); ++i)
            if (std::none_of(outbox->cbegin(), outbox->cend(),
                             [&](const OutboxItem& item) { return item.record == f.indicators[i]; }))
                return QStringLiteral("an edit has no way to the server");
        return damageIn(**store);
    }
};

/// What comes from the server page by page, and its verdicts on what is sent.
class Syncing : public KillScene {
public:
    bool work(const Acknowledge& acknowledge) override {
        auto store = open();
        if (!store) return false;
        auto& f = fixture();
        for (int i = 1; i <= 6; ++i) {
            if (!(*store)->applyRemote({remote(1, i), remote(2, i)}, 100 + i)) return false;
            acknowledge();
            const auto edit = f.change(f.indicators[0], target, numbered(i));
            if (!(*store)->apply(f.batch(folder.session.form, {edit}))) return false;
            acknowledge();
            const auto sent = (*store)->takeOutbound(10, f.clock.nowMs());
            if (!sent || sent->size() != 1) return false;
            const auto kind = i % 2 == 0 ? Verdict::Applied : Verdict::Duplicate;
            if (!(*store)->applyVerdicts({f.verdict(sent->first(), kind, 200 + i)}, f.clock.nowMs())) return false;
            acknowledge();
        }
        return true;
    }
    QString complaint(int promises) override {
        const auto store = open();
        if (!store) return failure(store.error());
        auto& f = fixture();
        const auto cursor = (*store)->cursor();
        if (!cursor) return failure(cursor.error());
        const int page = *cursor < 100 ? 0 : int(*cursor - 100);
        for (int row = 1; row <= 2; ++row)
            if (page > 0 && valueOf(**store, f.indicators[row], target) != numbered(page))
                return QStringLiteral("half a page");
        const auto mine = (*store)->record(f.indicators[0]);
        if (!mine || !*mine) return QStringLiteral("a record is gone");
        const auto own = (*mine)->fields.value(target);
        const int edit = own.value.contains(QChar(0x7ee9)) ? numberOf(own.value) : 0;
        const int verdict = own.revision > 200 ? int(own.revision - 200) : 0;
        if (const auto wrong = between("steps", page + edit + verdict, promises); !wrong.isEmpty()) return wrong;
        const auto outbox = (*store)->outbox();
        if (!outbox) return failure(outbox.error());
        if (outbox->size() != edit - verdict) return QStringLiteral("%1 in the outbox").arg(outbox->size());
        return damageIn(**store);
    }

private:
    Record remote(int row, int page) {
        return {RecordType::indicator,
                fixture().indicators[row],
                fixture().unit,
                folder.session.form,
                {{target, {numbered(page), 100 + page}}},
                100 + page,
                false};
    }
};

/// The whole store under another key.
class Rekeying : public KillScene {
public:
    Rekeying() { folder.expected = dump(**open(), folder.session.form); }
    bool work(const Acknowledge& acknowledge) override {
        const bool done = folder.rekey().ok();
        if (done) acknowledge();
        return done;
    }
    QString complaint(int promises) override {
        const auto head = readAll(fixture().file()).left(16);
        if (promises > 0 && head == bytesOf(StoreFixture::key().salt)) return QStringLiteral("the key is the old one");
        return folder.complaint();
    }
};

/// A store of each earlier version, with the backup that is made before.
class Migrating : public KillScene {
public:
    void begin() override {
        folder.reset();
        QDir(folder.folder()).mkpath(QStringLiteral("."));
        version_ = version_ % last() + 1;
        const auto bytes = readAll(fixtureFile(QStringLiteral("db")));
        QFile file(fixture().file());
        if (bytes.isEmpty() || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("fixture");
    }
    bool work(const Acknowledge& acknowledge) override {
        const bool done = open().ok();
        if (done) acknowledge();
        return done;
    }
    QString complaint(int) override {
        const auto store = open();
        if (!store) return failure(store.error());
        const auto forms = (*store)->formSummaries();
        if (!forms || forms->size() != 1) return QStringLiteral("no form");
        if (contentOf(**store, forms->first().id) != QString::fromUtf8(readAll(fixtureFile(QStringLiteral("txt")))))
            return QStringLiteral("the content of version %1").arg(version_);
        const auto backups = Backups::list(Backups::defaultFolder(folder.folder()));
        for (const auto& backup : backups)
            if (!Backups::verify(backup)) return QStringLiteral("a backup");
        return damageIn(**store);
    }

private:
    static int last() { return storeMigrations().last().version - 1; }
    QString fixtureFile(const QString& ending) const {
        return QStringLiteral(JIXIAO_SOURCE_DIR "/tests/fixtures/store/v%1.%2").arg(version_).arg(ending);
    }
    int version_ = 0;
};

/// Backups with edits between them; the oldest have to go.
class BackingUp : public KillScene {
public:
    bool work(const Acknowledge& acknowledge) override {
        auto store = open();
        if (!store) return false;
        auto& f = fixture();
        for (int i = 1; i <= 4; ++i) {
            const auto edit = f.change(f.indicators[0], target, numbered(i));
            if (!(*store)->apply(f.batch(folder.session.form, {edit}))) return false;
            acknowledge();
            if (!Backups::make(**store, where(), {2, 0}, 1'000'000 + i * 1000)) return false;
            acknowledge();
        }
        return true;
    }
    QString complaint(int promises) override {
        const int made = promises / 2;
        const auto store = open();
        if (!store) return failure(store.error());
        const auto value = valueOf(**store, fixture().indicators[0], target);
        const int edits = value.contains(QChar(0x7ee9)) ? numberOf(value) : 0;
        if (const auto wrong = between("edits", edits, (promises + 1) / 2); !wrong.isEmpty()) return wrong;
        const auto backups = Backups::list(where());
        if (backups.size() < std::min(made, 2)) return QStringLiteral("%1 backups").arg(backups.size());
        for (const auto& backup : backups)
            if (!Backups::verify(backup)) return QStringLiteral("a backup is not what was written");
        if (made > 0 && backups.first().atMs < 1'000'000 + made * 1000) return QStringLiteral("the newest is gone");
        return damageIn(**store);
    }

private:
    QString where() const { return Backups::defaultFolder(folder.folder()); }
};

/// Forms from a file, each whole or not at all; importing again completes them without doubles.
class Importing : public KillScene {
public:
    Importing() {
        (void)catalogue(); // once, not in each process
        for (int i = 0; i < forms_; ++i) {
            FormDocument document;
            document.form = QStringLiteral("hebei.project.2025");
            document.fiscalYear = 2025;
            document.fields = {{QStringLiteral("project.code"), QStringLiteral("P%1").arg(i)},
                               {QStringLiteral("project.name"), QStringLiteral("项目%1").arg(i)}};
            for (int row = 0; row < 5; ++row)
                document.tables[QStringLiteral("indicators")].append(
                    {Id(), {{QStringLiteral("name"), QStringLiteral("指标%1").arg(row)}}});
            documents_.append(document);
        }
    }
    bool work(const Acknowledge& acknowledge) override {
        fixture().random = SeededRandom(12); // other ids than those of complaint(), which imports once more
        auto store = open();
        if (!store) return false;
        for (const auto& document : documents_) {
            if (!import(**store, {document})) return false;
            acknowledge();
        }
        return true;
    }
    QString complaint(int promises) override {
        const auto store = open();
        if (!store) return failure(store.error());
        const auto there = formsIn(**store);
        if (const auto wrong = between("forms", int(there.size()), promises); !wrong.isEmpty()) return wrong;
        for (const auto& id : there)
            if (repository(**store).load(id)->rows(QStringLiteral("indicators")).size() != 5)
                return QStringLiteral("half a form");
        const auto wrong = damageIn(**store);
        if (!wrong.isEmpty()) return wrong;
        const auto again = import(**store, documents_);
        if (!again) return failure(again.error());
        if (again->added != forms_ - int(there.size()) || again->unchanged != int(there.size()))
            return QStringLiteral("importing again adds %1").arg(again->added);
        return {};
    }

private:
    static const FormCatalogue& catalogue() {
        static const FormCatalogue all = FormCatalogue::builtIn();
        return all;
    }
    FormRepository repository(Store& store) { return {store, catalogue(), fixture().ids}; }
    Result<ImportOutcome> import(Store& store, const QList<FormDocument>& documents) {
        return repository(store).importForms(documents, fixture().unit, fixture().filler);
    }
    QList<Id> formsIn(Store& store) {
        QList<Id> ids;
        const auto forms = store.formSummaries();
        for (const auto& form : forms ? *forms : QList<FormSummary>{})
            if (!(form.id == folder.session.form)) ids.append(form.id);
        return ids;
    }
    static constexpr int forms_ = 4;
    QList<FormDocument> documents_;
};

template <typename Scene>
std::unique_ptr<KillScene> make() {
    return std::make_unique<Scene>();
}

} // namespace

QString KillScene::damageIn(Store& store) {
    const auto check = store.check();
    if (!check) return failure(check.error());
    return check->intact ? QString() : QStringLiteral("not intact: ") + check->problems.join(u' ');
}

const QList<NamedScene>& killScenes() {
    static const QList<NamedScene> all{{"save", 300, make<Saving>},
                                       {"sync", 250, make<Syncing>},
                                       {"change of the key", 120, make<Rekeying>},
                                       {"migration", 150, make<Migrating>},
                                       {"backup", 130, make<BackingUp>},
                                       {"import", 130, make<Importing>}};
    return all;
}

} // namespace jixiao::test
