#include "core/documents/office/docx_fields.h"

#include <algorithm>

namespace jixiao {

namespace {

constexpr qsizetype deepest = 32;

} // namespace

bool DocxFields::begin() {
    if (open_.size() >= deepest) return false;
    open_.append(Field{});
    return true;
}

void DocxFields::showResult() {
    if (!open_.isEmpty()) open_.last().showing = true;
}

QString DocxFields::end() {
    if (open_.isEmpty()) return {};
    const Field field = open_.takeLast();
    return field.filled || !field.result.isEmpty() ? QString() : field.instruction.trimmed();
}

void DocxFields::setResult(const QString& text) {
    if (!open_.isEmpty()) open_.last().result = text;
}

bool DocxFields::inInstruction() const {
    return std::any_of(open_.cbegin(), open_.cend(), [](const Field& field) { return !field.showing; });
}

void DocxFields::addInstruction(const QString& text) {
    auto at = open_.size() - 1;
    for (; at >= 0 && open_.at(at).showing; --at)
        open_[at].filled = true; // its result is part of an instruction
    if (at >= 0) open_[at].instruction += text;
}

void DocxFields::noteText() {
    for (auto& field : open_)
        field.filled = true;
}

QString DocxFields::unfinished() const {
    QString text;
    for (const auto& field : open_)
        if (!field.showing) text += field.instruction;
    return text.trimmed();
}

} // namespace jixiao
