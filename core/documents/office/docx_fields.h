#pragma once

#include <QList>
#include <QString>

namespace jixiao {

/// The fields of a DOCX that are open at a place of its text: an instruction, then what it shows. Fields may stand in
/// fields and run over paragraphs.
class DocxFields {
public:
    /// False when fields stand in each other too deeply to be real.
    bool begin();
    void showResult();
    /// The instruction of the field that ends, if it showed nothing (a mark, such as an entry for a table of contents).
    QString end();
    /// A field whose text is known from its settings (a check box).
    void setResult(const QString& text);

    bool inInstruction() const;
    void addInstruction(const QString& text);
    /// Text inside the innermost field is what it shows.
    void noteText();
    /// Instructions that were never closed, with the text they swallowed.
    QString unfinished() const;

    /// What the innermost field shows by its settings; empty for most.
    QString result() const { return open_.isEmpty() ? QString() : open_.last().result; }

private:
    struct Field {
        QString instruction;
        QString result;
        bool showing = false;
        bool filled = false;
    };
    QList<Field> open_;
};

} // namespace jixiao
