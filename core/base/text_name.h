#pragma once

#include <QString>

namespace jixiao {

/// A name that is known when the program is built, to be used as a QString. Unlike a constant QString it needs no code
/// that runs at every start in every file that includes it, and its QString shares the text. Any thread.
class TextName {
public:
    template <std::size_t N>
    explicit consteval TextName(const char16_t (&text)[N]) : text_(text), size_(qsizetype(N) - 1) {}

    // Meant to be implicit.
    operator QString() const { return toString(); }
    // As QStringLiteral does: a QString without a header of its own never writes to its text.
    QString toString() const { return QString(QStringPrivate(nullptr, const_cast<char16_t*>(text_), size_)); }

    friend bool operator==(const TextName& a, const TextName& b) { return a.toString() == b.toString(); }

private:
    const char16_t* text_;
    qsizetype size_;
};

} // namespace jixiao
