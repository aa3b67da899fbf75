#pragma once

#include "tests/app/app_fixture.h"

namespace jixiao::test {

inline const QString fundUse = QStringLiteral("fundUse");
inline const QString target = QStringLiteral("indicators[1].target");
inline const QString total = QStringLiteral("budget.total");

inline QStringList column(const QAbstractItemModel& model, int role) {
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        result += model.data(model.index(row, 0), role).toString();
    return result;
}

/// The sample with its history open.
struct History : AppFixture {
    Id form;
    HistoryViewModel* history = app.form()->history();

    History() {
        form = openSample();
        pause();
        show();
    }
    /// Long enough for the next edit to be a step of its own.
    void pause() { clock.advance(180'000); }
    void show() {
        history->open(form.toString());
        settle();
    }
    void commit(const QString& path, const QString& text) {
        app.form()->commit(path, text);
        settle();
    }
    QStringList titles() { return column(*history->steps(), HistoryStepModel::TitleRole); }
    QStringList places() { return column(*history->changes(), HistoryChangeModel::PlaceRole); }
    QStringList before() { return column(*history->changes(), HistoryChangeModel::BeforeRole); }
    QStringList after() { return column(*history->changes(), HistoryChangeModel::AfterRole); }
    QVariant step(int row, int role) { return history->steps()->data(history->steps()->index(row), role); }
    QVariant change(int row, int role) { return history->changes()->data(history->changes()->index(row), role); }
    QString label(const QString& field) { return services.catalogue().find(stored(form).form)->field(field)->label; }
    void select(int row, bool sinceThen = false) {
        history->select(row);
        history->setSinceThen(sinceThen);
        settle();
    }
};

} // namespace jixiao::test
