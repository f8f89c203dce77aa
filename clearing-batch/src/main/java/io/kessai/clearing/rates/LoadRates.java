package io.kessai.clearing.rates;

import io.kessai.domain.OperatingException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Loads a file of rates and markups: all of it or nothing. The same file again changes nothing, and
 * what was loaded is never changed: a newer rate of the pair ends it.
 */
public final class LoadRates {

    private static final String INSERT_RATES =
            """
            insert into rates (
                valid_from, valid_until, from_currency, to_currency, rate, source, loaded_by)
            select n.valid_from::timestamptz, n.valid_until::timestamptz,
                   n.from_currency::smallint, n.to_currency::smallint, n.rate::numeric, n.source, ?
            from unnest(?, ?, ?, ?, ?, ?)
                as n (valid_from, valid_until, from_currency, to_currency, rate, source)
            order by n.from_currency, n.to_currency, n.valid_from
            on conflict do nothing""";

    private static final String INSERT_MARKUPS =
            """
            insert into markups (valid_from, basis_points, product, loaded_by)
            select n.valid_from::timestamptz, n.basis_points::integer, n.product, ?
            from unnest(?, ?, ?) as n (valid_from, basis_points, product)
            order by n.product, n.valid_from
            on conflict do nothing""";

    /** Read after the insert, so that what another operator has loaded meanwhile is seen. */
    private static final String OTHER_RATE =
            """
            select n.line, trim_scale(r.rate)::text || ' until '
                           || to_char(r.valid_until at time zone 'UTC',
                                      'YYYY-MM-DD"T"HH24:MI:SS"Z"') as loaded
            from unnest(?, ?, ?, ?, ?, ?)
                as n (line, valid_from, valid_until, from_currency, to_currency, rate)
            join rates r
                on r.from_currency = n.from_currency::smallint
                and r.to_currency = n.to_currency::smallint
                and r.valid_from = n.valid_from::timestamptz
            where r.rate <> n.rate::numeric or r.valid_until <> n.valid_until::timestamptz
            order by n.line::integer
            limit 1""";

    private static final String OTHER_MARKUP =
            """
            select n.line, m.basis_points::text as loaded
            from unnest(?, ?, ?, ?) as n (line, valid_from, basis_points, product)
            join markups m
                on m.product = n.product and m.valid_from = n.valid_from::timestamptz
            where m.basis_points <> n.basis_points::integer
            order by n.line::integer
            limit 1""";

    private final Connection connection;

    /**
     * What was new.
     *
     * @param known rates and markups that were loaded before, just so
     */
    public record Loaded(int rates, int markups, int known) {}

    /**
     * @param connection of the operator's login
     */
    public LoadRates(Connection connection) {
        this.connection = connection;
    }

    /**
     * Loads the file in one transaction.
     *
     * @param name of the file, for a refusal
     * @param dryRun check everything, the database's rules too, and leave it as it was
     * @throws OperatingException CONFIGURATION_REFUSED where a rate or markup was loaded before,
     *     and otherwise
     */
    public Loaded run(String name, RateFile file, String operator, boolean dryRun)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            int rates = insert(INSERT_RATES, operator, rateColumns(file.rates()));
            int markups = insert(INSERT_MARKUPS, operator, markupColumns(file.markups()));
            refuseOther(name, OTHER_RATE, lined(file.rates(), RateFile.Rate::line, rateKey(file)));
            refuseOther(
                    name,
                    OTHER_MARKUP,
                    lined(file.markups(), RateFile.Markup::line, markupColumns(file.markups())));
            if (dryRun) {
                connection.rollback();
            } else {
                connection.commit();
            }
            int all = file.rates().size() + file.markups().size();
            return new Loaded(rates, markups, all - rates - markups);
        } finally {
            connection.rollback();
        }
    }

    private static List<String[]> rateKey(RateFile file) {
        return rateColumns(file.rates()).subList(0, 5);
    }

    private static List<String[]> rateColumns(List<RateFile.Rate> rates) {
        return List.of(
                column(rates, rate -> rate.validFrom().toString()),
                column(rates, rate -> rate.validUntil().toString()),
                column(rates, rate -> rate.from().digits()),
                column(rates, rate -> rate.to().digits()),
                column(rates, rate -> rate.rate().toString()),
                column(rates, RateFile.Rate::source));
    }

    private static List<String[]> markupColumns(List<RateFile.Markup> markups) {
        return List.of(
                column(markups, markup -> markup.validFrom().toString()),
                column(markups, markup -> String.valueOf(markup.basisPoints())),
                column(markups, markup -> markup.product().name()));
    }

    private static <T> List<String[]> lined(
            List<T> rows, Function<T, Integer> line, List<String[]> columns) {
        List<String[]> all = new ArrayList<>();
        all.add(column(rows, row -> String.valueOf(line.apply(row))));
        all.addAll(columns);
        return all;
    }

    private static <T> String[] column(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private int insert(String sql, String operator, List<String[]> columns) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, operator);
            bind(statement, 2, columns);
            return statement.executeUpdate();
        }
    }

    private void refuseOther(String name, String sql, List<String[]> columns) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, 1, columns);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    throw RateFile.refused(
                            "%s, line %s: it was loaded before as %s, and what was loaded is never changed; give it another 'from'"
                                    .formatted(
                                            name, row.getString("line"), row.getString("loaded")));
                }
            }
        }
    }

    private void bind(PreparedStatement statement, int from, List<String[]> columns)
            throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            Array array = connection.createArrayOf("text", columns.get(i));
            statement.setArray(from + i, array);
        }
    }
}
