#pragma once

#include "core/store/form_repository.h"
#include "tests/app/app_fixture.h"

namespace jixiao::test {

inline constexpr qint64 day = 24LL * 3600 * 1000;

/// The sample form, approved, and open for its outcomes of 2025; the clock stands in February 2026.
struct Scene : AppFixture {
    explicit Scene(const QList<Role>& roles = {Role::Filler}) : AppFixture(roles) {
        clock.advance(400 * day);
        form = import(sample());
        acceptAll();
        remote(form, QStringLiteral("unit_approved"), 1);
        if (!openOutcomes()) qFatal("the outcomes do not open");
    }
    bool openOutcomes() {
        outcome().open(form.toString());
        return QTest::qWaitFor([&] { return !outcome().isLoading(); }) && outcome().formId() == form.toString();
    }
    OutcomeViewModel& outcome() { return *app.outcome(); }
    const OutcomeRowsModel::Row& row(int i) { return outcome().rows()->rows().at(i); }
    QList<Record> reports() {
        const auto found = inStore([&](Store& store) { return store.children(form, RecordType::report); });
        return found ? *found : QList<Record>();
    }
    QString reported(int i, const QString& field) {
        for (const auto& record : reports())
            if (record.value(Field::about) == row(i).id.toString() &&
                record.value(QStringLiteral("period")) == outcome().period())
                return record.value(field);
        return QStringLiteral("<none>");
    }
    void fillAll() {
        const QStringList typed{u"44"_qs, u"93"_qs, u"29.5"_qs, u"4"_qs, u"92"_qs};
        for (int i = 0; i < typed.size(); ++i)
            outcome().type(i, typed.at(i));
        outcome().setFunds(u"executed"_qs, u"29.50"_qs);
    }

    Id form;
};

inline const QString actualValue = QStringLiteral("actualValue");

} // namespace jixiao::test
