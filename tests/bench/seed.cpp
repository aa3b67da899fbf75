#include "tests/bench/seed.h"

#include "core/documents/importer.h"
#include "core/store/form_repository.h"
#include "sync/engine/device_identity.h"

#include <QCoreApplication>

namespace jixiao::bench {

namespace {

const auto codeField = QStringLiteral("project.code");
const auto nameField = QStringLiteral("project.name");
const auto indicatorTable = QStringLiteral("indicators");

template <typename T>
T orDie(Result<T> result, const char* what) {
    if (!result) qFatal("bench: %s: %s", what, qPrintable(result.error().detail));
    return *std::move(result);
}

void orDie(const Result<void>& result, const char* what) {
    if (!result) qFatal("bench: %s: %s", what, qPrintable(result.error().detail));
}

FormDocument named(FormDocument document, int number) {
    document.fields.insert(codeField, QStringLiteral("122-%1-JBN-BENCH").arg(number, 4, 10, QLatin1Char('0')));
    document.fields.insert(nameField, QStringLiteral("%1（%2）").arg(document.field(nameField)).arg(number));
    return document;
}

} // namespace

QString sampleFile() { return QStringLiteral(JIXIAO_SOURCE_DIR "/assets/sample/gaoxin-2020.txt"); }

Seed::Seed() : dir_(QCoreApplication::applicationDirPath() + QStringLiteral("/bench-XXXXXX")) {
    if (!dir_.isValid()) qFatal("bench: no temporary folder: %s", qPrintable(dir_.errorString()));
    for (const auto& document : orDie(Importer(catalogue_).importFile(sampleFile()), "import the sample").documents)
        if (!document.field(codeField).isEmpty() && !document.rows(indicatorTable).isEmpty()) sample_.append(document);
    if (sample_.isEmpty()) qFatal("bench: the sample holds no project tables");
    fillStore();
}

QList<FormDocument> Seed::documents(int count) const {
    QList<FormDocument> documents;
    for (int i = 0; i < count; ++i)
        documents.append(named(sample_.at(i % sample_.size()), i + 1));
    return documents;
}

FormDocument Seed::longDocument() const {
    auto document = named(sample_.first(), projectCount);
    QList<FormRow> pool;
    for (const auto& other : sample_)
        if (other.form == document.form) pool += other.rows(indicatorTable);
    QList<FormRow> rows;
    for (int i = 0; i < longFormRows; ++i) {
        auto row = pool.at(i % pool.size());
        row.cells[QStringLiteral("name")] += QStringLiteral(" %1").arg(i + 1);
        rows.append(row);
    }
    document.tables.insert(indicatorTable, rows);
    return document;
}

void Seed::fillStore() {
    const auto secret = SecretBytes::take(passphrase().toUtf8());
    auto vault = orDie(Vault::create(folder(), secret, QStringLiteral("bench"), kdf(), clock_, ids_), "make the vault");
    const auto key = orDie(vault.unlock(secret), "unlock");
    orDie(vault.addRecovery(key, kdf(), ids_), "add the recovery slot");
    const auto store = orDie(Store::create(folder(), key, clock_, ids_), "make the store");
    orDie(DeviceIdentity::initialise(*store, ids_), "make the device");
    orDie(DeviceIdentity::adoptLocal(*store, QStringLiteral("测量员"), QStringLiteral("测量县公安局"), ids_), "adopt");
    const auto actor = orDie(DeviceIdentity::read(*store), "read the device").actor;
    auto forms = documents(projectCount - 1);
    forms.append(longDocument());
    const auto outcome = orDie(
        FormRepository(*store, catalogue_, ids_).importForms(forms, Id::fromString(actor.unitId).value_or(Id()), actor),
        "fill the store");
    if (outcome.added != projectCount) qFatal("bench: %d forms instead of %d", outcome.added, projectCount);
    longForm_ = outcome.declarations.last();
}

} // namespace jixiao::bench
