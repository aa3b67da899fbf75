#include "core/documents/print/form_properties.h"

namespace jixiao {

QList<QPair<QString, QString>> formProperties(const QList<PrintedForm>& forms) {
    QList<QPair<QString, QString>> properties;
    for (qsizetype i = 0; i < forms.size(); ++i)
        properties.append({QStringLiteral("jixiao.form.%1").arg(i + 1),
                           QStringLiteral("%1 %2").arg(forms.at(i).form).arg(forms.at(i).fiscalYear)});
    return properties;
}

} // namespace jixiao
