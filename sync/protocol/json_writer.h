#pragma once

#include "core/base/id.h"
#include "core/base/json_text.h"

#include <QByteArray>
#include <QString>

namespace jixiao::protocol {

/// Writes JSON straight into bytes: messages of hundreds of records are not built as trees first. The caller keeps
/// begin and end in pairs; inside an object every value has a name.
class JsonWriter {
public:
    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }

    void name(const char* name);     ///< plain ASCII that needs no escapes
    void name(const QString& name);  ///< any text
    void value(const QString& text); ///< see wireText()
    void value(const char* plain);   ///< ASCII that needs no escapes
    void value(qint64 number);
    void value(bool truth);
    void value(const Id& id);

    template <typename Value>
    void member(const char* key, const Value& content) {
        name(key);
        value(content);
    }

    QByteArray take() { return std::move(out_); }

private:
    void open(char bracket);
    void close(char bracket);
    void separate();

    QByteArray out_;
    bool first_ = true; ///< of its object or array
    bool afterName_ = false;
};

} // namespace jixiao::protocol
