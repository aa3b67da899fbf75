#include "core/rulebook/rule_bundle.h"
#include "tests/fuzz/fuzz_target.h"

#include <cstdlib>

using namespace jixiao;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bundle = RuleBundle::fromJson(QByteArray(reinterpret_cast<const char*>(data), qsizetype(size)));
    if (!bundle) return 0;
    if (bundle->isSignedBy({}) || bundle->rules().ruleIds().isEmpty()) std::abort();
    FormDocument form;
    form.form = QStringLiteral("hebei.project.2025");
    form.fields.insert(QStringLiteral("project.name"), QStringLiteral("办案（2025）业务经费"));
    form.tables[QStringLiteral("indicators")].append(
        {{},
         {{QStringLiteral("name"), QStringLiteral("群众满意度")}, {QStringLiteral("target"), QStringLiteral("≥95%")}}});
    for (const auto& finding : Reviewer(bundle->rules(), FormCatalogue::builtIn()).reviewOne(form))
        if (finding.rule.isEmpty() || finding.message.isEmpty()) std::abort();
    return 0;
}
