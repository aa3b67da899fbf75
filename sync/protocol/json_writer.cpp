#include "sync/protocol/json_writer.h"

#include "sync/protocol/reader.h"

namespace jixiao::protocol {

void JsonWriter::separate() {
    if (!first_ && !afterName_) out_ += ',';
    first_ = false;
    afterName_ = false;
}

void JsonWriter::open(char bracket) {
    separate();
    out_ += bracket;
    first_ = true;
}

void JsonWriter::close(char bracket) {
    out_ += bracket;
    first_ = false;
}

void JsonWriter::name(const char* name) {
    value(name);
    out_ += ':';
    afterName_ = true;
}

void JsonWriter::name(const QString& name) {
    value(name);
    out_ += ':';
    afterName_ = true;
}

void JsonWriter::value(const QString& text) {
    separate();
    appendJsonText(out_, wireText(text));
}

void JsonWriter::value(const char* plain) {
    separate();
    out_ += '"';
    out_ += plain;
    out_ += '"';
}

void JsonWriter::value(qint64 number) {
    separate();
    out_ += QByteArray::number(number);
}

void JsonWriter::value(bool truth) {
    separate();
    out_ += truth ? "true" : "false";
}

void JsonWriter::value(const Id& id) {
    separate();
    out_ += '"';
    out_ += id.toString().toLatin1();
    out_ += '"';
}

} // namespace jixiao::protocol
