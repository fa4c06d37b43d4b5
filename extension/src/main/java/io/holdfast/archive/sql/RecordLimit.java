package io.holdfast.archive.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * How long a record may be. Immutable.
 *
 * @param column as many bytes as the column takes
 * @param packet as many as the database takes at once, statement and all
 */
record RecordLimit(long column, long packet) {

    private static final long UNBOUNDED = 1_000_000_000; // a gigabyte, statement and all, is what databases take
    private static final int STATEMENT = 1_024; // all of it but the record, at most

    /** What holds on this database and this table. */
    static RecordLimit of(JdbcSession jdbc) throws SQLException {
        int length =
                jdbc.columns("SELECT record FROM {table} WHERE 1 = 0").get(0).length();
        long column = length > 0 ? length : UNBOUNDED;
        long packet = jdbc.dialect().hasPackets()
                ? jdbc.select("SELECT @@max_allowed_packet", row -> row.getLong(1), List.of())
                        .get(0)
                : Long.MAX_VALUE;
        return new RecordLimit(column, packet);
    }

    /** Why the record cannot be sent; empty if it can. */
    Optional<String> refusal(byte[] record) {
        if (record.length > column) {
            return Optional.of("a record has " + record.length + " bytes, and the column record takes " + column
                    + ": let it be of a longer type");
        }
        return record.length + STATEMENT > packet ? Optional.of(packetTooSmall(record)) : Optional.empty();
    }

    /** What to say before there is a session of that many bytes; empty if all is well. */
    Optional<String> advice(int largest) {
        long wanted = 2L * largest + STATEMENT;
        return wanted > packet
                ? Optional.of("The archive's database has a max_allowed_packet of " + packet
                        + " bytes, and a session may be of " + largest
                        + " (holdfast.max-record-size), which takes up to twice as many in a statement: larger ones are"
                        + " not archived. Raise that setting of the database to " + wanted + " or more.")
                : Optional.empty();
    }

    /** Whether it may be too long as text, in which drivers write it unless told otherwise; then it is just tried. */
    boolean isDoubtful(byte[] record) {
        return 2L * record.length + STATEMENT > packet;
    }

    String packetTooSmall(byte[] record) {
        return "a record has " + record.length + " bytes, and the database's max_allowed_packet is " + packet
                + ": raise that setting of the database to more than twice the largest record";
    }
}
