#include "core/review/check.h"

#include <algorithm>

namespace jixiao::review {

namespace {

/// A word, or a list of them, in the language of the message; as it is when there is one nobody has translated.
QString inLanguage(const QString& value, const QHash<QString, QString>& terms) {
    QStringList words;
    const auto parts = terms.isEmpty() ? QStringList() : value.split(u'、');
    for (const auto& part : parts) {
        const auto found = terms.constFind(part);
        if (found == terms.cend()) return value;
        words.append(*found);
    }
    return words.isEmpty() ? value : words.join(QStringLiteral(", "));
}

QString filledIn(QString text, Check::Args args, const QHash<QString, QString>& terms) {
    for (const auto& [name, value] : args)
        text.replace(u'{' + name + u'}', inLanguage(value, terms));
    return text;
}

QHash<QString, CheckEntry> allChecks() {
    QHash<QString, CheckEntry> all;
    for (const auto& group : {identityChecks(),
                              budgetChecks(),
                              planChecks(),
                              goalChecks(),
                              structureChecks(),
                              indicatorChecks(),
                              valueChecks(),
                              moneyChecks(),
                              basisChecks(),
                              crossFormChecks(),
                              textChecks(),
                              secrecyChecks(),
                              yearChecks(),
                              dutyChecks(),
                              gradeChecks(),
                              dutyTextChecks(),
                              sumChecks(),
                              departmentChecks(),
                              departmentValueChecks(),
                              narrativeChecks(),
                              repetitionChecks(),
                              assetChecks(),
                              monitoringChecks(),
                              progressChecks(),
                              evaluationChecks(),
                              scoreChecks(),
                              disclosureChecks(),
                              requiredChecks()})
        for (const auto& entry : group)
            all.insert(entry.name, entry);
    return all;
}

} // namespace

bool Rule::appliesTo(const QString& form) const {
    const auto covers = [&](const QString& family) { return form == family || form.startsWith(family + u'.'); };
    return forms.isEmpty() || std::any_of(forms.begin(), forms.end(), covers);
}

bool Rule::dependsOn(const FieldPath& path, const FormTemplate& form) const {
    const QString key =
        path.table.isEmpty() ? path.field : path.table + (path.field.isEmpty() ? QString() : u'.' + path.field);
    const auto* spec = path.field.isEmpty() ? nullptr : form.spec(path);
    const bool text = !spec || spec->type == FieldType::Text || spec->type == FieldType::LongText;
    const auto inside = [](const QString& part, const QString& whole) {
        return part.startsWith(whole) && (part.size() == whole.size() || part[whole.size()] == u'.');
    };
    return std::any_of(reads.begin(), reads.end(), [&](const QString& entry) {
        if (entry == QStringLiteral("texts")) return text;
        return entry == QStringLiteral("*") || inside(key, entry) || inside(entry, key);
    });
}

Check::Rows Check::rowsOf(const QString& table) const {
    Rows rows;
    if (only_ && only_->table != table) return rows;
    for (const auto& indicator : form.indicatorsOf(table))
        if (!only_ || indicator.row == only_->row) rows.emplace_back(indicator);
    return rows;
}

Check::DutyRows Check::dutyRows() const {
    DutyRows rows;
    for (const auto& row : form.duties)
        if (!only_ || (row.row == only_->row && only_->table == QStringLiteral("duties"))) rows.emplace_back(row);
    return rows;
}

QList<TextCell> Check::cells() const {
    if (!only_) return form.texts;
    QList<TextCell> cells;
    for (const auto& cell : form.texts) {
        if (cell.path.row != only_->row || cell.path.table != only_->table) continue;
        if (!only_->table.isEmpty() || cell.path.field == only_->field) cells.append(cell);
    }
    return cells;
}

void Check::add(const FieldPath& path, Args args, const QString& variant, const QList<FieldEdit>& edits) {
    Finding finding{rule_.id, rule_.severity, rule_.dimension, form.index, path, {}, {}};
    finding.message = filledIn(rule_.messages.value(variant), args, rule_.terms);
    if (!rule_.chinese.isEmpty()) finding.chinese = filledIn(rule_.chinese.value(variant), args, {});
    if (!edits.isEmpty()) finding.fix = Fix{filledIn(rule_.fixLabel, args, rule_.terms), edits};
    findings_.append(finding);
}

const CheckEntry* findCheck(const QString& name) {
    static const QHash<QString, CheckEntry> checks = allChecks();
    const auto found = checks.constFind(name);
    return found == checks.cend() ? nullptr : &*found;
}

} // namespace jixiao::review
