#include "core/forms/form_template.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <utility>

namespace jixiao {

namespace {

FormCatalogue readBuiltIn() {
    FormCatalogue catalogue;
    const QDir folder(QStringLiteral(":/assets/forms"));
    const auto names = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const auto& name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) continue;
        if (auto form = FormTemplate::fromJson(file.readAll())) catalogue.add(*std::move(form));
    }
    return catalogue;
}

} // namespace

const FormCatalogue& FormCatalogue::builtIn() {
    static const auto catalogue = readBuiltIn();
    return catalogue;
}

void FormCatalogue::add(FormTemplate form) {
    const auto same = [&](const FormTemplate& known) { return known.id == form.id; };
    const auto found = std::find_if(forms_.begin(), forms_.end(), same);
    if (found == forms_.end())
        forms_.append(std::move(form));
    else
        *found = std::move(form);
}

const FormTemplate* FormCatalogue::find(const QString& formId) const {
    const auto same = [&](const FormTemplate& known) { return known.id == formId; };
    const auto found = std::find_if(forms_.cbegin(), forms_.cend(), same);
    return found == forms_.cend() ? nullptr : &*found;
}

} // namespace jixiao
