#include "app/cli/audit_text.h"

#include "core/forms/form_template.h"
#include "core/store/form_records.h"

#include <QDateTime>

namespace jixiao::cli {

namespace {

QString whatBroke(AuditBreak::Kind kind) {
    switch (kind) {
    case AuditBreak::Kind::Altered:
        return QStringLiteral("内容被改动");
    case AuditBreak::Kind::Missing:
        return QStringLiteral("中间缺少记录");
    case AuditBreak::Kind::Added:
        return QStringLiteral("多出来历不明的记录");
    case AuditBreak::Kind::CutOff:
        return QStringLiteral("末尾的记录被删除");
    case AuditBreak::Kind::EmptyGroup:
        return QStringLiteral("这一步的内容被删除");
    case AuditBreak::Kind::State:
        return QStringLiteral("撤销状态被改动");
    case AuditBreak::Kind::HeadMissing:
        return QStringLiteral("链尾标记丢失");
    case AuditBreak::Kind::HeadAltered:
        return QStringLiteral("链尾标记被改动");
    }
    return {};
}

/// The declaration a record belongs to; nullopt when it is none's own.
std::optional<Id> formOf(const Store& store, const Id& id) {
    const auto record = store.record(id);
    if (!record || !*record) return std::nullopt;
    if ((*record)->type == RecordType::declaration) return id;
    const auto parent = store.record((*record)->parent);
    if (!parent || !*parent || (*parent)->type != RecordType::declaration) return std::nullopt;
    return (*record)->parent;
}

/// The form of the broken entry, or else of another entry of its step.
std::optional<Id> formOf(const Store& store, const AuditBreak& broken) {
    constexpr int entriesRead = 50;
    if (!broken.record.isNull())
        if (const auto form = formOf(store, broken.record)) return form;
    const auto entries = store.groupEntries(broken.group, entriesRead);
    if (!entries) return std::nullopt;
    for (const auto& entry : *entries)
        if (const auto form = formOf(store, entry.record)) return form;
    return std::nullopt;
}

QString nameOf(const FormSummary& form) {
    const auto* known = FormCatalogue::builtIn().find(form.form);
    const QString kind = known != nullptr ? known->name : form.form;
    if (form.projectName.isEmpty() && form.title.isEmpty()) return kind;
    return QStringLiteral("%1《%2》").arg(kind, form.projectName.isEmpty() ? form.title : form.projectName);
}

/// What the form prints beside the field; the field's own name when the form does not know it.
QString labelOf(const QString& form, const QString& recordType, const QString& field) {
    const auto* known = FormCatalogue::builtIn().find(form);
    if (known == nullptr) return field;
    for (const auto& spec : known->fields)
        if (spec.record == recordType && FormRecords::fieldName(spec) == field) return spec.label;
    for (const auto& table : known->tables)
        for (const auto& column : table.columns)
            if (table.record == recordType && FormRecords::fieldName(column) == field) return column.label;
    return field;
}

/// "第 12 步第 30 条，2026-03-01 09:30:00，李民警，项目绩效目标表《禁毒专项》，指标值".
QString whereItBroke(const Store& store, const AuditBreak& broken) {
    QStringList parts;
    QString place;
    if (broken.group != 0) place += QStringLiteral("第 %1 步").arg(broken.group);
    if (broken.seq != 0) place += QStringLiteral("第 %1 条").arg(broken.seq);
    if (!place.isEmpty()) parts.append(place);
    if (broken.atMs != 0)
        parts.append(QDateTime::fromMSecsSinceEpoch(broken.atMs).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")));
    if (!broken.personName.isEmpty()) parts.append(broken.personName);
    const auto form = broken.group != 0 ? formOf(store, broken) : std::nullopt;
    const auto summary = form ? store.formSummary(*form) : Result<FormSummary>(FormSummary{});
    if (form && summary) parts.append(nameOf(*summary));
    if (!broken.record.isNull() && !form) parts.append(QStringLiteral("记录 %1").arg(broken.record.toString()));
    if (!broken.field.isEmpty() && broken.kind != AuditBreak::Kind::State) {
        const auto record = store.record(broken.record);
        const QString type = record && *record ? (*record)->type : QString();
        parts.append(labelOf(summary ? summary->form : QString(), type, broken.field));
    }
    return parts.isEmpty() ? QString() : QStringLiteral("（%1）").arg(parts.join(QStringLiteral("，")));
}

} // namespace

QString auditText(const Store& store, const AuditReport& audit) {
    if (!audit.broken)
        return QStringLiteral("留痕链完整：%1 步，%2 条，逐条核对无误").arg(audit.groups).arg(audit.entries);
    return QStringLiteral("问题：留痕链在此处断开：%1%2。之前的 %3 步、%4 条可信")
        .arg(whatBroke(audit.broken->kind), whereItBroke(store, *audit.broken))
        .arg(audit.groups)
        .arg(audit.entries);
}

} // namespace jixiao::cli
