#include "core/documents/print/form_properties.h"

namespace jixiao {

QList<QPair<QString, QString>> formProperties(const QList<PrintedForm>& forms) {
    QList<QPair<QString, QString>> properties;
    for (qsizetype i = 0; i < forms.size(); ++i) {
        const auto name = QStringLiteral("jixiao.form.%1").arg(i + 1);
        properties.append({name, QStringLiteral("%1 %2").arg(forms.at(i).form).arg(forms.at(i).fiscalYear)});
        if (!forms.at(i).leftOut.isEmpty())
            properties.append({name + QStringLiteral(".leftOut"), forms.at(i).leftOut.join(u' ')});
    }
    return properties;
}

} // namespace jixiao
