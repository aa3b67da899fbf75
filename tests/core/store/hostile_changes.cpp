#include "hostile_changes.h"

namespace jixiao::test {

namespace {

QByteArray anyValue(ByteSource& source, const QByteArray& table, const QByteArray& column) {
    static const QByteArrayList fixed{"NULL",
                                      "-1",
                                      "0",
                                      "1",
                                      "9223372036854775807",
                                      "-9223372036854775808",
                                      "4611686018427387904",
                                      "1e308",
                                      "''",
                                      "zeroblob(16)",
                                      "zeroblob(15)",
                                      "CAST(zeroblob(16) AS TEXT)",
                                      "x'ffffffffffffffffffffffffffffffff'",
                                      "replace(hex(zeroblob(20000)), '00', '绩')",
                                      "zeroblob(50000)",
                                      "'1 2 3 4 5 6'"};
    const unsigned kind = source.next() % 24;
    if (kind < unsigned(fixed.size())) return fixed.at(int(kind));
    if (kind < 19)
        return "(SELECT " + column + " FROM " + table + " LIMIT 1 OFFSET " + QByteArray::number(source.next()) + ")";
    if (kind < 21) return "x'" + source.some(source.next() % 40).toHex() + "'";
    if (kind < 23) return "CAST(x'" + source.some(source.next() % 40).toHex() + "' AS TEXT)";
    return QByteArray::number(source.next());
}

} // namespace

QByteArray anyChange(ByteSource& source, const QByteArrayList& table) {
    const QByteArray name = "\"" + table.first() + "\"";
    QByteArrayList key;
    for (const auto& column : table.mid(1))
        if (column.startsWith('+')) key.append("\"" + column.mid(1) + "\"");
    if (key.isEmpty()) key.append("rowid");
    const QByteArray columns = key.join(", ");
    const QByteArray row = " WHERE (" + columns + ") = (SELECT " + columns + " FROM " + name + " LIMIT 1 OFFSET " +
                           QByteArray::number(source.next()) + ")";
    if (source.next() % 8 == 0) return "DELETE FROM " + name + row;
    QByteArray column = table.at(1 + int(source.upTo(std::size_t(table.size() - 1))));
    if (column.startsWith('+')) column.remove(0, 1);
    column = "\"" + column + "\"";
    const QByteArray everywhere = source.next() % 8 == 0 ? QByteArray() : row;
    return "UPDATE OR REPLACE " + name + " SET " + column + " = " + anyValue(source, name, column) + everywhere;
}

QByteArray anySchemaChange(ByteSource& source, const QByteArrayList& table) {
    const QByteArray name = "\"" + table.first() + "\"";
    static const QByteArray endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n";
    switch (source.next() % 10) {
    case 0:
        return "DROP TABLE " + name;
    case 1:
        return "ALTER TABLE " + name + " RENAME TO gone; CREATE VIEW " + name + " AS SELECT * FROM gone, (" + endless +
               ")";
    case 2:
        return "CREATE TRIGGER t AFTER INSERT ON " + name + " BEGIN INSERT INTO meta " + endless + "; END";
    case 3:
        return "ALTER TABLE " + name + " ADD COLUMN more DEFAULT 1";
    case 4:
        return "PRAGMA user_version = " + QByteArray::number(qint32(source.next()) - 100);
    case 5:
        return "UPDATE sqlite_master SET rootpage = " + QByteArray::number(source.next()) +
               " WHERE name = " + quoted(table.first());
    case 6:
        return "UPDATE sqlite_master SET sql = CAST(x'" + source.some(30).toHex() +
               "' AS TEXT) WHERE name = " + quoted(table.first());
    case 7:
        return "DELETE FROM sqlite_master WHERE name LIKE " + quoted(table.first() + "%");
    case 8:
        return "UPDATE sqlite_master SET name = upper(name), tbl_name = upper(name) WHERE name = " +
               quoted(table.first());
    default:
        return "ALTER TABLE " + name + " RENAME COLUMN \"" + QByteArray(table.at(1)).replace("+", "") + "\" TO other";
    }
}

} // namespace jixiao::test
