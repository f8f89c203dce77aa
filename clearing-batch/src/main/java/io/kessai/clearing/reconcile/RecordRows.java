package io.kessai.clearing.reconcile;

import io.kessai.domain.Direction;
import io.kessai.domain.PanToken;
import io.kessai.domain.clearing.CardNetwork;
import io.kessai.domain.clearing.RecordKind;
import io.kessai.domain.clearing.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads rows of clearing records, of this file and of those before it. */
final class RecordRows {
    /** The columns of {@code clearing_records}, as r, that {@link #key} reads. */
    static final String KEY_COLUMNS =
            """
            r.file_id, r.number, r.kind, r.type_code, r.reference, r.arn, r.pan_token,
            r.transaction_amount, r.transaction_currency, r.sequence_number""";

    /** The columns of records, as r, that {@link #addRecord} reads besides those of the key. */
    static final String FACT_COLUMNS =
            """
            r.account_id, r.card_id, r.direction,
            r.transacted_at::date - date '1970-01-01' as transacted_day, r.sequence_count,
            r.is_final, r.is_collection_only, r.problem <> '' as has_problem,
            r.network_transaction_id, r.approval_code, r.rrn, r.terminal, r.merchant, r.mcc""";

    private RecordRows() {}

    static void addRecord(List<RecordFacts> group, ResultSet row) throws SQLException {
        group.add(
                new RecordFacts(
                        place(row),
                        CardNetwork.valueOf(row.getString("network").toUpperCase(Locale.ROOT)),
                        row.getLong("account_id"),
                        row.getLong("card_id"),
                        key(row),
                        direction(row),
                        LocalDate.ofEpochDay(row.getLong("transacted_day")),
                        row.getInt("sequence_count"),
                        row.getBoolean("is_final"),
                        row.getBoolean("is_collection_only"),
                        row.getBoolean("has_problem"),
                        TransactionId.reduce(row.getString("network_transaction_id")),
                        row.getString("approval_code").strip(),
                        row.getString("rrn").strip(),
                        row.getString("terminal").strip(),
                        row.getString("merchant").strip(),
                        row.getString("mcc").strip()));
    }

    /** A row that repeats the record before it, joined twice, is left out. */
    static void addEarlier(List<EarlierRecord> group, ResultSet row) throws SQLException {
        RecordPlace place = place(row);
        if (!group.isEmpty() && group.getLast().place().equals(place)) {
            return;
        }
        long file = row.getLong("presentment_file");
        Optional<RecordPlace> presentment =
                file == 0
                        ? Optional.empty()
                        : Optional.of(new RecordPlace(file, row.getInt("presentment_number")));
        group.add(
                new EarlierRecord(
                        place,
                        key(row),
                        Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
                        presentment));
    }

    static Direction direction(ResultSet row) throws SQLException {
        return Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT));
    }

    private static RecordPlace place(ResultSet row) throws SQLException {
        return new RecordPlace(row.getLong("file_id"), row.getInt("number"));
    }

    private static RecordKey key(ResultSet row) throws SQLException {
        byte[] token = row.getBytes("pan_token");
        return new RecordKey(
                token.length == PanToken.LENGTH ? PanToken.of(token) : PanToken.NONE,
                row.getLong("reference"),
                row.getString("arn"),
                RecordKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("type_code"),
                row.getLong("transaction_amount"),
                row.getInt("transaction_currency"),
                row.getInt("sequence_number"));
    }
}
