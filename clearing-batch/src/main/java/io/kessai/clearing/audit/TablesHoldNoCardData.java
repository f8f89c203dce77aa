package io.kessai.clearing.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * No table of the public schema holds a card number or track data. Every readable column of every
 * row is copied out and searched by {@link CardDataScanner}; partitions are read through their
 * parent. Memory is that of one row.
 */
final class TablesHoldNoCardData implements Check {
    /** Tables with their readable columns; the row's name is its primary key, where readable. */
    private static final String TABLES =
            """
            select
                c.relname,
                array_agg(a.attname::text order by a.attnum) filter (where r.readable) as columns,
                array_agg(a.attname::text order by a.attnum) filter (where not r.readable) as hidden,
                array_agg(a.attname::text order by a.attnum)
                    filter (where r.readable and a.attnum = any (k.indkey)) as key_columns
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_index k on k.indrelid = c.oid and k.indisprimary
            cross join lateral (
                select has_column_privilege(c.oid, a.attnum, 'select') as readable
            ) r
            where c.relnamespace = 'public'::regnamespace
              and c.relkind in ('r', 'p', 'm')
              and not c.relispartition
            group by c.relname
            order by c.relname
            """;

    private static final byte TAB = '\t';
    private static final byte NEWLINE = '\n';

    @Override
    public Invariant invariant() {
        return Invariant.A8;
    }

    @Override
    public String rule() {
        return "tables-hold-no-card-data";
    }

    @Override
    public CheckResult run(AuditSession session) throws SQLException {
        Findings findings = session.newFindings();
        try (KnownCards cards = KnownCards.open(session.request())) {
            PlaceScanner scanner = new PlaceScanner(cards, findings);
            for (Table table : tables(session)) {
                if (!table.hidden().isEmpty()) {
                    findings.note(
                            "not readable, not searched: %s.%s"
                                    .formatted(table.name(), String.join(", ", table.hidden())));
                }
                if (!table.columns().isEmpty()) {
                    search(session, table, scanner);
                }
            }
            if (!cards.isCertain()) {
                findings.note(KnownCards.NO_KEYS);
            }
            findings.note(KnownCards.NO_SHAPE);
            return findings.result(this, scanner.bytes(), "bytes");
        }
    }

    private static List<Table> tables(AuditSession session) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (PreparedStatement statement = session.connection().prepareStatement(TABLES);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                tables.add(
                        new Table(
                                row.getString(1),
                                texts(row, "columns"),
                                texts(row, "hidden"),
                                texts(row, "key_columns")));
            }
        }
        return tables;
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static void search(AuditSession session, Table table, PlaceScanner scanner)
            throws SQLException {
        CopyOut copy =
                session.connection()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(table.copySql(session));
        try {
            byte[] row = copy.readFromCopy();
            for (long number = 1; row != null; number++) {
                search(table, row, number, scanner);
                row = copy.readFromCopy();
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** The first field names the row, the others are its columns. */
    private static void search(Table table, byte[] row, long number, PlaceScanner scanner) {
        int nameEnd = indexOf(row, TAB, 0);
        int from = nameEnd + 1;
        for (String column : table.columns()) {
            int to = indexOf(row, TAB, from);
            scanner.accept(row, from, to);
            scanner.endPlace(() -> table.place(row, nameEnd, number, column));
            from = to + 1;
        }
    }

    private static int indexOf(byte[] row, byte wanted, int from) {
        int end = row[row.length - 1] == NEWLINE ? row.length - 1 : row.length;
        for (int i = from; i < end; i++) {
            if (row[i] == wanted) {
                return i;
            }
        }
        return end;
    }

    /** A table, and what of it this login may read. */
    private record Table(
            String name, List<String> columns, List<String> hidden, List<String> keyColumns) {

        String copySql(AuditSession session) throws SQLException {
            List<String> named = new ArrayList<>();
            for (String column : keyColumns) {
                named.add("'" + column.replace("'", "''") + "=' || " + quoted(session, column));
            }
            String rowName =
                    named.isEmpty() ? "''" : "concat_ws(' ', " + String.join(", ", named) + ")";
            List<String> selected = new ArrayList<>(List.of(rowName));
            for (String column : columns) {
                selected.add(quoted(session, column));
            }
            return "copy (select %s from public.%s) to stdout"
                    .formatted(String.join(", ", selected), quoted(session, name));
        }

        /** Such as {@code cards id=5, column status}; digits of a card number in it are masked. */
        String place(byte[] row, int nameEnd, long number, String column) {
            String key =
                    nameEnd == 0
                            ? "row " + number
                            : new String(row, 0, nameEnd, StandardCharsets.UTF_8);
            return "%s %s, column %s".formatted(name, Masking.mask(key), column);
        }

        private static String quoted(AuditSession session, String identifier) throws SQLException {
            try (Statement statement = session.connection().createStatement()) {
                return statement.enquoteIdentifier(identifier, true);
            }
        }
    }
}
