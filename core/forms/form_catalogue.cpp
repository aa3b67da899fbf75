#include "core/forms/form_template.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

namespace jixiao {

namespace {

const QString folder = QStringLiteral(":/assets/forms");
const QString suffix = QStringLiteral(".json");

/// The templates that came with the program; each is read when somebody wants it, and stays. Any thread.
class Shipped {
public:
    const FormTemplate* find(const QString& id) {
        const std::lock_guard lock(mutex_);
        return read(id);
    }

    const QList<FormTemplate>& all() {
        const std::lock_guard lock(mutex_);
        if (all_.isEmpty())
            for (const auto& name : QDir(folder).entryList({u'*' + suffix}, QDir::Files, QDir::Name))
                if (const auto* form = read(name.chopped(suffix.size()))) all_.append(*form); // shares its data
        return all_;
    }

private:
    const FormTemplate* read(const QString& id) {
        const auto known = forms_.find(id);
        if (known != forms_.end()) return &known->second;
        if (id.contains(u'/')) return nullptr;
        QFile file(folder + u'/' + id + suffix);
        if (!file.open(QIODevice::ReadOnly)) return nullptr;
        auto form = FormTemplate::fromJson(file.readAll(), FormTemplate::Trust::Shipped);
        return form ? &forms_.emplace(id, *std::move(form)).first->second : nullptr;
    }

    std::mutex mutex_;
    std::map<QString, FormTemplate> forms_; ///< by id; they never move
    QList<FormTemplate> all_;
};

Shipped& shipped() {
    static Shipped forms;
    return forms;
}

} // namespace

const FormCatalogue& FormCatalogue::builtIn() {
    static const FormCatalogue catalogue(std::nullopt);
    return catalogue;
}

const QList<FormTemplate>& FormCatalogue::forms() const { return own_ ? *own_ : shipped().all(); }

void FormCatalogue::add(FormTemplate form) {
    if (!own_) own_ = shipped().all();
    auto& forms = *own_;
    const auto same = [&](const FormTemplate& known) { return known.id == form.id; };
    const auto found = std::find_if(forms.begin(), forms.end(), same);
    if (found == forms.end())
        forms.append(std::move(form));
    else
        *found = std::move(form);
}

const FormTemplate* FormCatalogue::find(const QString& formId) const {
    if (!own_) return shipped().find(formId);
    const auto same = [&](const FormTemplate& known) { return known.id == formId; };
    const auto found = std::find_if(own_->cbegin(), own_->cend(), same);
    return found == own_->cend() ? nullptr : &*found;
}

} // namespace jixiao
