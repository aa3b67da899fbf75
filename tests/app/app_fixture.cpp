#include "tests/app/app_fixture.h"

#include <QJsonObject>

namespace jixiao::test {

AppFixture::AppFixture(const QList<Role>& roles) {
    unit = services.ids().next();
    actor = {QStringLiteral("p1"), QStringLiteral("李民警"), roles, QStringLiteral("dev-1"), unit.toString()};
    auto made = Store::create(dir.path(), key(), clock, services.ids());
    if (!made) qFatal("%s", qPrintable(made.error().detail));
    services.open({std::move(*made), {actor, QStringLiteral("县公安局"), {}, {}, {}}});
    settle();
}

AppFixture::~AppFixture() { app.form()->close(); }

StoreKey AppFixture::key() {
    return {SecretBytes::take(QByteArray(32, '\7')), SecretBytes::take(QByteArray(16, '\10')), Id()};
}

void AppFixture::unlock() {
    auto opened = Store::open(dir.path(), key(), clock, services.ids());
    if (!opened) qFatal("%s", qPrintable(opened.error().detail));
    services.open({std::move(*opened), {actor, QStringLiteral("县公安局"), {}, {}, {}}});
    settle();
}

void AppFixture::become(const QString& name, const QList<Role>& roles) {
    app.form()->flush();
    settle();
    services.close();
    actor.name = name;
    actor.personId = name;
    actor.roles = roles;
    unlock();
}

FormDocument AppFixture::sample(const QString& code, const QString& name) const {
    FormDocument doc;
    doc.form = QStringLiteral("hebei.project.2025");
    doc.fiscalYear = 2025;
    doc.fields = {{QStringLiteral("title"), name + QStringLiteral("绩效目标表")},
                  {QStringLiteral("project.code"), code},
                  {QStringLiteral("project.name"), name},
                  {QStringLiteral("unit.code"), QStringLiteral("312001")},
                  {QStringLiteral("unit.name"), QStringLiteral("县公安局")},
                  {QStringLiteral("moneyUnit"), QStringLiteral("万元")},
                  {QStringLiteral("budget.total"), QStringLiteral("30.00")},
                  {QStringLiteral("budget.fiscal"), QStringLiteral("30.00")},
                  {QStringLiteral("fundUse"), QStringLiteral("用于开展禁毒宣传和吸毒人员检测。")},
                  {QStringLiteral("spendingPlan.mar"), QStringLiteral("25%")},
                  {QStringLiteral("spendingPlan.jun"), QStringLiteral("50%")},
                  {QStringLiteral("spendingPlan.oct"), QStringLiteral("75%")},
                  {QStringLiteral("spendingPlan.dec"), QStringLiteral("100%")}};
    doc.tables[QStringLiteral("goals")].append({Id(), {{QStringLiteral("text"), QStringLiteral("1.降低复吸率。")}}});
    const auto row = [&](const char* level1, const char* level2, const char* label, const char* target) {
        doc.tables[QStringLiteral("indicators")].append(
            {Id(),
             {{QStringLiteral("level1"), QString::fromUtf8(level1)},
              {QStringLiteral("level2"), QString::fromUtf8(level2)},
              {QStringLiteral("name"), QString::fromUtf8(label)},
              {QStringLiteral("description"), QStringLiteral("全年完成的数量或比例")},
              {QStringLiteral("target"), QString::fromUtf8(target)},
              {QStringLiteral("basis"), QStringLiteral("禁毒工作责任书")}}});
    };
    row("产出指标", "数量指标", "禁毒宣传场次", "≥40场");
    row("产出指标", "质量指标", "毛发检测合格率", "≥95%");
    row("产出指标", "成本指标", "禁毒经费支出", "≤30.00万元");
    row("效益指标", "社会效益指标", "复吸率下降", "≤5%");
    row("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%");
    return doc;
}

Id AppFixture::import(const FormDocument& document) {
    const auto outcome = inStore([&](Store& store) {
        return FormRepository(store, services.catalogue(), services.ids()).importForms({document}, unit, actor);
    });
    if (!outcome) qFatal("%s", qPrintable(outcome.error().detail));
    services.notifyEdited({});
    settle();
    return outcome->declarations.first();
}

Id AppFixture::openSample() {
    const auto form = import(sample());
    if (!open(form)) qFatal("the sample does not open");
    return form;
}

bool AppFixture::open(const Id& form) {
    app.form()->open(form.toString());
    return QTest::qWaitFor([&] { return app.form()->isLoading() == false; }) && app.form()->formId() == form.toString();
}

void AppFixture::explainAll() {
    settle();
    if (!QTest::qWaitFor([this] { return !app.form()->isReviewing(); })) qFatal("the review does not end");
    const auto* findings = app.form()->findings();
    for (int i = 0; i < findings->count(); ++i)
        if (findings->findings().at(i).severity == Severity::Warning)
            app.form()->commitExplanation(i, QStringLiteral("情况如此"));
    settle();
}

void AppFixture::settle() {
    // An answer may post the next job; twenty in a row are more than any chain here has.
    for (int i = 0; i < 20; ++i) {
        if (services.store() != nullptr) services.store()->call([](Store&) { return true; });
        services.workers().waitForDone();
        QCoreApplication::processEvents();
    }
}

FormDocument AppFixture::stored(const Id& form) {
    auto document =
        inStore([&](Store& store) { return FormRepository(store, services.catalogue(), services.ids()).load(form); });
    if (!document) qFatal("%s", qPrintable(document.error().detail));
    return *document;
}

QString AppFixture::stored(const Id& form, const QString& path) {
    return stored(form).value(FieldPath::fromString(path));
}

FormSummary AppFixture::summary(const Id& form) {
    const auto found = inStore([&](Store& store) { return store.formSummary(form); });
    if (!found) qFatal("%s", qPrintable(found.error().id()));
    return *found;
}

QList<Record> AppFixture::records(const Id& form) {
    const auto found = inStore([&](Store& store) { return store.formRecords(form); });
    if (!found) qFatal("%s", qPrintable(found.error().id()));
    return *found;
}

void AppFixture::acceptAll() {
    inStore([&](Store& store) {
        for (auto sent = store.takeOutbound(200, clock.nowMs()); sent && !sent->isEmpty();
             sent = store.takeOutbound(200, clock.nowMs())) {
            QList<MutationVerdict> verdicts;
            for (const auto& mutation : *sent)
                verdicts.append({mutation.mutationId, Verdict::Applied, ++revision, {}, {}, {}});
            if (!store.applyVerdicts(verdicts, clock.nowMs())) qFatal("verdicts");
        }
        return true;
    });
    services.notifyEdited({});
    settle();
}

void AppFixture::remote(const Id& form, const QString& state, int round, const QList<Record>& more) {
    const auto done = inStore([&](Store& store) -> Result<void> {
        auto declaration = **store.record(form);
        ++revision;
        declaration.revision = revision;
        declaration.fields[Field::state] = {state, revision};
        declaration.fields[Field::round] = {QString::number(round), revision};
        return store.applyRemote(QList<Record>{declaration} + more, revision);
    });
    if (!done) qFatal("%s", qPrintable(done.error().detail));
    services.notifyEdited({});
    settle();
}

Record AppFixture::remoteRecord(const QString& type, const Id& form, const QMap<QString, QString>& values) {
    Record record{type, services.ids().next(), unit, form, {}, ++revision, false};
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        record.fields.insert(it.key(), {it.value(), revision});
    return record;
}

FieldListModel* AppFixture::fieldsOf(const QString& path, int& row) {
    const auto place = FieldPath::fromString(path);
    for (const auto& section : app.form()->sections()->sections()) {
        FieldListModel* fields = section.fields.get();
        if (section.rows) {
            if (section.spec.table != place.table || place.row < 0 || place.row >= section.rows->count()) continue;
            fields = section.rows->rows().at(place.row).fields.get();
        } else if (!place.table.isEmpty()) {
            continue;
        }
        for (row = 0; row < fields->items().size(); ++row)
            if (fields->items().at(row).spec.id == place.field) return fields;
    }
    return nullptr;
}

QVariant AppFixture::shown(const QString& path, int role) {
    int row = 0;
    auto* fields = fieldsOf(path, row);
    return fields != nullptr ? fields->data(fields->index(row), role) : QVariant(QStringLiteral("<not shown>"));
}

RowListModel* AppFixture::rowsOf(const QString& table) {
    for (const auto& section : app.form()->sections()->sections())
        if (section.spec.table == table && section.rows) return section.rows.get();
    return nullptr;
}

int AppFixture::findingAt(const QString& path) {
    const auto& findings = app.form()->findings()->findings();
    for (int i = 0; i < findings.size(); ++i)
        if (findings.at(i).path.toString() == path) return i;
    return -1;
}

QJsonArray dump(const QAbstractItemModel& model) {
    QJsonArray rows;
    const auto names = model.roleNames();
    for (int row = 0; row < model.rowCount(); ++row) {
        QJsonObject object;
        for (auto it = names.cbegin(); it != names.cend(); ++it) {
            const auto value = model.data(model.index(row, 0), it.key());
            const auto* inner = value.value<QAbstractItemModel*>();
            if (inner == nullptr && value.canConvert<QObject*>())
                inner = qobject_cast<QAbstractItemModel*>(value.value<QObject*>());
            if (it.value() == "rowId") continue; // made anew in every run
            object.insert(QString::fromLatin1(it.value()),
                          inner != nullptr ? QJsonValue(dump(*inner)) : QJsonValue::fromVariant(value));
        }
        rows.append(object);
    }
    return rows;
}

} // namespace jixiao::test
