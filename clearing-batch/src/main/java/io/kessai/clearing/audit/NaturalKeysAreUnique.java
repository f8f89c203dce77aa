package io.kessai.clearing.audit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * No two rows of what a step writes share a natural key, whatever constraints the database has:
 * records, matches, outcomes, exceptions, late links, logical files, hold events of clearing and
 * expiry, ledger transactions with fees and corrections.
 */
final class NaturalKeysAreUnique implements RowCheck {
    private static final List<Key> KEYS =
            List.of(
                    new Key("record", "clearing_records", "file_id, number", "true"),
                    new Key("match", "clearing_matches", "file_id, number", "true"),
                    new Key("outcome", "clearing_outcomes", "file_id, number", "true"),
                    new Key("exception", "clearing_exceptions", "file_id, number, kind", "true"),
                    new Key("late link", "clearing_late_links", "file_id, number", "true"),
                    new Key("logical file", "clearing_logical_files", "file_key", "file_key <> ''"),
                    new Key(
                            "network total",
                            "clearing_network_totals",
                            "file_id, number, line",
                            "true"),
                    new Key(
                            "hold event",
                            "hold_events",
                            "authorization_id, message_key, term",
                            "message_key ~ '^(clearing|late|expiry):'"),
                    new Key("ledger transaction", "ledger_transactions", "natural_key", "true"));

    /** Columns that no two of these rows of a table share. */
    private record Key(String name, String table, String columns, String rows) {}

    @Override
    public Invariant invariant() {
        return Invariant.A7;
    }

    @Override
    public String rule() {
        return "natural-keys-are-unique";
    }

    @Override
    public String sql() {
        return KEYS.stream()
                .map(NaturalKeysAreUnique::repeated)
                .collect(
                        Collectors.joining(
                                "\nunion all\n",
                                "select k.key, 'one row', k.rows || ' rows'\nfrom (\n",
                                "\n) k\norder by 1"));
    }

    private static String repeated(Key key) {
        return """
        select '%s ' || concat_ws(':', %s) as key, count(*) as rows
        from %s
        where %s
        group by %s
        having count(*) > 1"""
                .formatted(key.name, key.columns, key.table, key.rows, key.columns);
    }

    @Override
    public String examinedSql() {
        return """
        select (select count(*) from clearing_records) + (select count(*) from clearing_matches)
             + (select count(*) from clearing_outcomes) + (select count(*) from clearing_exceptions)
             + (select count(*) from clearing_late_links) + (select count(*) from hold_events)
             + (select count(*) from ledger_transactions)
        """;
    }

    @Override
    public String unit() {
        return "rows with natural keys";
    }
}
