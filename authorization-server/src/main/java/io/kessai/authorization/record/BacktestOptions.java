package io.kessai.authorization.record;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a backtest is told.
 *
 * @param controls file of controls to try; absent to replay what was recorded alone
 * @param from first business date of arrival, in the programme's zone; absent for the journal's
 * @param to last one, likewise
 * @param csv file to write every change to
 */
record BacktestOptions(
        StoreEndpoint endpoint,
        Optional<Path> controls,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<Path> csv,
        boolean isJson) {

    static final String USAGE =
            "usage: backtest [--controls FILE] [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--csv FILE]"
                    + " [--output text|json] --db-url URL --user NAME --password WORD, or"
                    + " KESSAI_DB_URL and KESSAI_DB_READER_USER/_PASSWORD";

    private static final List<String> NAMES =
            List.of(
                    "--controls",
                    "--from",
                    "--to",
                    "--csv",
                    "--output",
                    StoreEndpoint.URL_OPTION,
                    StoreEndpoint.USER_OPTION,
                    StoreEndpoint.PASSWORD_OPTION);

    /** Empty where the arguments are no such options, or name no database. */
    static Optional<BacktestOptions> of(List<String> arguments, Map<String, String> environment) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!NAMES.contains(arguments.get(i)) || i + 1 == arguments.size()) {
                return Optional.empty();
            }
            given.put(arguments.get(i), arguments.get(i + 1));
        }
        String output = given.getOrDefault("--output", "text");
        if (!List.of("text", "json").contains(output)) {
            return Optional.empty();
        }
        try {
            Optional<LocalDate> from =
                    Optional.ofNullable(given.get("--from")).map(LocalDate::parse);
            Optional<LocalDate> to = Optional.ofNullable(given.get("--to")).map(LocalDate::parse);
            return StoreEndpoint.ofReader(given, environment)
                    .map(
                            endpoint ->
                                    new BacktestOptions(
                                            endpoint,
                                            Optional.ofNullable(given.get("--controls"))
                                                    .map(Path::of),
                                            from,
                                            to,
                                            Optional.ofNullable(given.get("--csv")).map(Path::of),
                                            output.equals("json")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether a business date is one of those asked for. */
    boolean contain(LocalDate date) {
        return from.filter(date::isBefore).isEmpty() && to.filter(date::isAfter).isEmpty();
    }
}
