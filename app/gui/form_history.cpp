// The part of FormViewModel that brings earlier content back.
#include "app/gui/form_view_model.h"
#include "app/gui/form_view_model_p.h"

namespace jixiao {

void FormViewModel::restore(const RestoreRequest& request, const Id& record, const QString& field) {
    if (!isEditable() || !(request.declaration == id_) || services_.store() == nullptr) return;
    const auto restored = std::make_shared<int>(-1);
    const auto job = [request, record, field, restored](Store& store, FormRepository&) -> Result<void> {
        const auto done = record.isNull() ? store.restoreVersion(request) : store.restoreField(request, record, field);
        if (!done) return done.error();
        *restored = *done;
        return {};
    };
    // A whole version brings its computed places along.
    change(job, record.isNull() ? Formulas::Stay : Formulas::Follow);
    // Answers come in the order of their questions: this one after the form is shown again.
    runInStore(
        *services_.store(), this, [restored](Store&) { return *restored; },
        [this](int places) {
            if (places > 0)
                Q_EMIT notice(tr("已恢复 %1 处，可以撤销").arg(places));
            else if (places == 0)
                Q_EMIT notice(tr("内容本来就相同，没有改动"));
        });
}

} // namespace jixiao
