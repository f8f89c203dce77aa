package io.kessai.clearing.rates;

import io.kessai.domain.Currency;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What was loaded, newest first, for people to read. */
public final class ListRates {

    private static final String RATES =
            """
            select r.from_currency, r.to_currency, trim_scale(r.rate)::text as rate, r.valid_from,
                   least(r.valid_until, n.valid_from) as counts_until, r.source, r.loaded_by
            from rates r
            left join lateral (
                select x.valid_from
                from rates x
                where x.from_currency = r.from_currency and x.to_currency = r.to_currency
                  and x.valid_from > r.valid_from
                order by x.valid_from
                limit 1) n on true
            order by r.valid_from desc, r.from_currency, r.to_currency
            limit ?""";

    private static final String MARKUPS =
            """
            select m.product, m.basis_points, m.valid_from, m.loaded_by
            from markups m
            order by m.valid_from desc, m.product
            limit ?""";

    private ListRates() {}

    /**
     * A loaded rate.
     *
     * @param countsUntil when a newer one or its age ends it
     */
    public record Rate(
            String from,
            String to,
            String rate,
            Instant validFrom,
            Instant countsUntil,
            String source,
            String loadedBy) {}

    /** A loaded markup. */
    public record Markup(String product, int basisPoints, Instant validFrom, String loadedBy) {}

    /** The newest rates, at most {@code limit}. */
    public static List<Rate> rates(Connection connection, int limit) throws SQLException {
        List<Rate> rates = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(RATES)) {
            statement.setInt(1, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rates.add(
                            new Rate(
                                    letters(row.getInt("from_currency")),
                                    letters(row.getInt("to_currency")),
                                    row.getString("rate"),
                                    instant(row, "valid_from"),
                                    instant(row, "counts_until"),
                                    row.getString("source"),
                                    row.getString("loaded_by")));
                }
            }
        }
        return rates;
    }

    /** The newest markups, at most {@code limit}. */
    public static List<Markup> markups(Connection connection, int limit) throws SQLException {
        List<Markup> markups = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(MARKUPS)) {
            statement.setInt(1, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    markups.add(
                            new Markup(
                                    row.getString("product"),
                                    row.getInt("basis_points"),
                                    instant(row, "valid_from"),
                                    row.getString("loaded_by")));
                }
            }
        }
        return markups;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toInstant();
    }

    private static String letters(int numeric) {
        return Currency.ofNumeric(numeric).map(Currency::code).orElse("");
    }
}
