#include "core/forms/form_template.h"
#include "tests/fuzz/fuzz_target.h"

#include <cstdlib>

using namespace jixiao;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto form = FormTemplate::fromJson(QByteArray(reinterpret_cast<const char*>(data), qsizetype(size)));
    if (!form.ok() && form.error().code != ErrorCode::TemplateInvalid) std::abort();
    if (!form.ok()) return 0;
    for (const auto& section : form->sections)
        for (const auto& id : section.fields)
            if (!form->field(id)) std::abort();
    return 0;
}
