package io.kessai.authorization.record;

import io.kessai.authorization.decide.LoadedRate;
import io.kessai.domain.ExchangeRate;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Loads the rates that a batch's messages need, in one statement; none where none of them does. */
final class RatesReader {

    static final String LOAD =
            """
            select k.position, r.rate::text, r.valid_from, r.valid_until,
                   coalesce(m.basis_points, 0) as basis_points
            from unnest(?, ?, ?, ?, ?) as k (position, from_currency, to_currency, product, at)
            cross join lateral (
                select x.rate, x.valid_from, x.valid_until
                from rates x
                where x.from_currency = k.from_currency and x.to_currency = k.to_currency
                  and x.valid_from <= k.at
                order by x.valid_from desc
                limit 1) r
            left join lateral (
                select x.basis_points
                from markups x
                where x.product = k.product and x.valid_from <= k.at
                order by x.valid_from desc
                limit 1) m on true""";

    private final LaneConnection connection;

    RatesReader(LaneConnection connection) {
        this.connection = connection;
    }

    /**
     * @param state with the cards of the messages
     */
    void load(List<Submission> submissions, LoadedState state) throws SQLException {
        Set<RateNeed> needed = new LinkedHashSet<>();
        for (Submission submission : submissions) {
            state.snapshot(submission.request().card())
                    .flatMap(card -> RateNeed.of(submission, card))
                    .ifPresent(needed::add);
        }
        if (needed.isEmpty()) {
            return;
        }
        List<RateNeed> needs = List.copyOf(needed);
        PreparedStatement statement = connection.prepare(LOAD);
        columns(needs).bind(statement);
        try (ResultSet row = connection.query(statement)) {
            while (row.next()) {
                state.add(needs.get(row.getInt("position")), rate(row));
            }
        }
    }

    private static Columns columns(List<RateNeed> needs) {
        Columns rows = new Columns("int4", "int2", "int2", "text", "timestamptz");
        for (int i = 0; i < needs.size(); i++) {
            RateNeed need = needs.get(i);
            rows.add(i, need.from(), need.to(), need.product().name(), need.at());
        }
        return rows;
    }

    private static LoadedRate rate(ResultSet row) throws SQLException {
        Optional<ExchangeRate> rate = ExchangeRate.of(row.getString("rate"));
        return new LoadedRate(
                rate.orElseThrow(() -> new IllegalStateException("a loaded rate is none")),
                instant(row, "valid_from"),
                instant(row, "valid_until"),
                row.getInt("basis_points"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
