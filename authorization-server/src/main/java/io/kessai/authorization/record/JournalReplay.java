package io.kessai.authorization.record;

import io.kessai.authorization.decide.Decider;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides every journaled message again and compares: the journal holds all a decision depended on,
 * so the outcome must be the same, byte for byte.
 *
 * <p>Arguments {@code --db-url URL --user NAME --password WORD}; what is missing comes from {@code
 * KESSAI_DB_URL} and {@code KESSAI_DB_READER_USER/_PASSWORD}, default {@code
 * KESSAI_DB_USER/_PASSWORD}. Exit codes: 0 all the same, 2 wrong usage, 3 database not reached, 4
 * differences, each of which is named on standard error.
 */
public final class JournalReplay {

    private static final int SAME = 0;
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;
    private static final int DIFFERENT = 4;

    private static final int ROWS_AT_ONCE = 1_000;
    private static final int DIFFERENCES_NAMED_MAX = 20;
    private static final List<String> OPTIONS =
            List.of(
                    StoreEndpoint.URL_OPTION,
                    StoreEndpoint.USER_OPTION,
                    StoreEndpoint.PASSWORD_OPTION);

    private static final String JOURNAL =
            "select transmitted_on, message_key, input_version, input, outcome, policy_version"
                    + " from journal";

    private final PrintStream out;
    private final PrintStream err;
    private long replayed;
    private long differences;
    private long otherRules;
    private long bytes;

    private JournalReplay(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** See the class for arguments, environment and exit codes. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(
            List<String> arguments,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err) {
        Optional<StoreEndpoint> endpoint = endpoint(arguments, environment);
        if (endpoint.isEmpty()) {
            err.println(
                    "usage: journal-replay --db-url URL --user NAME --password WORD,"
                            + " or KESSAI_DB_URL and KESSAI_DB_READER_USER/_PASSWORD");
            return USAGE;
        }
        return new JournalReplay(out, err).replay(endpoint.get());
    }

    private static Optional<StoreEndpoint> endpoint(
            List<String> arguments, Map<String, String> environment) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!OPTIONS.contains(arguments.get(i)) || i + 1 == arguments.size()) {
                return Optional.empty();
            }
            given.put(arguments.get(i), arguments.get(i + 1));
        }
        return StoreEndpoint.ofReader(given, environment);
    }

    private int replay(StoreEndpoint endpoint) {
        try (Connection connection =
                DriverManager.getConnection(endpoint.url(), endpoint.user(), endpoint.password())) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            RecordedRules rules = RecordedRules.load(connection);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(ROWS_AT_ONCE);
                try (ResultSet row = statement.executeQuery(JOURNAL)) {
                    while (row.next()) {
                        replay(row, rules);
                    }
                }
            }
        } catch (SQLException e) {
            err.println("journal-replay: " + e.getMessage());
            return UNREACHABLE;
        }
        report();
        return differences == 0 ? SAME : DIFFERENT;
    }

    private void replay(ResultSet row, RecordedRules rules) throws SQLException {
        byte[] input = row.getBytes("input");
        byte[] outcome = row.getBytes("outcome");
        bytes += input.length + outcome.length;
        String difference = "";
        try {
            if (InputCodec.rulesVersion(input) != Decider.RULES_VERSION) {
                otherRules++;
                return;
            }
            byte[] again =
                    OutcomeCodec.encode(
                            rules.decider(row.getInt("policy_version"))
                                    .decide(
                                            InputCodec.decode(
                                                    row.getInt("input_version"),
                                                    input,
                                                    rules::controls)));
            difference = Arrays.equals(outcome, again) ? "" : "decided otherwise";
        } catch (RuntimeException damaged) {
            difference = "not readable: " + damaged;
        }
        replayed++;
        if (!difference.isEmpty() && ++differences <= DIFFERENCES_NAMED_MAX) {
            err.printf(
                    "journal-replay: %s %s: %s%n",
                    row.getString("transmitted_on"), row.getString("message_key"), difference);
        }
    }

    private void report() {
        long rows = replayed + otherRules;
        out.printf(
                "replayed %d decisions, %d differences, bytes per message: %d%n",
                replayed, differences, rows == 0 ? 0 : bytes / rows);
        if (otherRules > 0) {
            out.printf("not replayed: %d decisions by other rules%n", otherRules);
        }
    }
}
