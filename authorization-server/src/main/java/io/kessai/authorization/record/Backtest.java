package io.kessai.authorization.record;

import io.kessai.authorization.decide.Decider;
import io.kessai.authorization.decide.Decision;
import io.kessai.authorization.decide.DecisionInput;
import io.kessai.domain.controls.ControlsError;
import io.kessai.domain.controls.ControlsFile;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replays the journal through {@code decide} and tells what other controls would have changed.
 *
 * <p>Without {@code --controls} each decision is compared with the recorded one, byte for byte;
 * with them, too, before it is made again. What the file has no section for keeps its recorded
 * controls. Reads in one snapshot with a cursor, so that memory does not grow with the journal:
 * only with what is counted, and with what would have changed. Specification: BacktestTest; what is
 * not exact: docs/authorization.md, section 6.2.
 *
 * <p>Arguments: {@link BacktestOptions#USAGE}. Exit codes: 0 done, whatever would have changed; 1
 * the controls cannot be read, or the changes not be written; 2 wrong usage; 3 database not
 * reached; 4 decisions that come out otherwise than recorded, each of which is named on standard
 * error.
 */
public final class Backtest {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;
    private static final int DIFFERENT = 4;

    private static final int ROWS_AT_ONCE = 1_000;
    private static final int DIFFERENCES_NAMED_MAX = 20;

    /** The database rounds times to microseconds. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    private final BacktestOptions options;
    private final Optional<ControlsFile> file;
    private final PrintWriter csv;
    private final PrintStream err;
    private final BacktestTally tally = new BacktestTally();

    /** Made when the first message tells the programme's zone. */
    private Optional<BacktestReplay> replay = Optional.empty();

    private Backtest(
            BacktestOptions options,
            Optional<ControlsFile> file,
            PrintWriter csv,
            PrintStream err) {
        this.options = options;
        this.file = file;
        this.csv = csv;
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
        Optional<BacktestOptions> options = BacktestOptions.of(arguments, environment);
        if (options.isEmpty()) {
            err.println(BacktestOptions.USAGE);
            return USAGE;
        }
        try {
            return run(options.get(), out, err);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            err.println("backtest: " + (e instanceof IOException ? e.toString() : e.getMessage()));
            return REFUSED;
        } catch (SQLException e) {
            err.println("backtest: " + e.getMessage());
            return UNREACHABLE;
        }
    }

    private static int run(BacktestOptions options, PrintStream out, PrintStream err)
            throws SQLException, IOException {
        Optional<ControlsFile> file = options.controls().map(Backtest::read);
        try (PrintWriter csv = csv(options)) {
            Backtest backtest = new Backtest(options, file, csv, err);
            backtest.replay();
            if (csv.checkError()) {
                throw new IOException("cannot write the changes to " + options.csv().orElseThrow());
            }
            if (options.isJson()) {
                backtest.tally.printJson(out);
            } else {
                backtest.tally.printText(out);
            }
            return backtest.tally.differences() == 0 ? DONE : DIFFERENT;
        }
    }

    private static PrintWriter csv(BacktestOptions options) throws IOException {
        PrintWriter csv =
                new PrintWriter(
                        options.csv().isPresent()
                                ? Files.newBufferedWriter(options.csv().get())
                                : Writer.nullWriter());
        csv.println(BacktestChange.CSV_HEAD);
        return csv;
    }

    private static ControlsFile read(Path path) {
        try {
            return switch (ControlsFile.parse(Files.readString(path))) {
                case ControlsFile file -> file;
                case ControlsError error -> throw new IllegalArgumentException(path + ", " + error);
            };
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read controls: " + e, e);
        }
    }

    private void replay() throws SQLException {
        StoreEndpoint endpoint = options.endpoint();
        try (Connection connection =
                DriverManager.getConnection(endpoint.url(), endpoint.user(), endpoint.password())) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            RecordedRules rules = RecordedRules.load(connection);
            try (PreparedStatement statement =
                    JournalEntry.inOrder(connection, options.from(), options.to())) {
                statement.setFetchSize(ROWS_AT_ONCE);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        replay(connection, rules, JournalEntry.of(row));
                    }
                }
            }
        }
    }

    private void replay(Connection connection, RecordedRules rules, JournalEntry entry)
            throws SQLException {
        DecisionInput input;
        Decider decider;
        Decision recorded;
        try {
            input = InputCodec.decode(entry.inputVersion(), entry.input(), rules::controls);
            if (!options.contain(input.businessDate())) {
                return;
            }
            tally.decision(input.businessDate());
            if (InputCodec.rulesVersion(entry.input()) != Decider.RULES_VERSION) {
                tally.otherRules();
                return;
            }
            decider = rules.decider(entry.policyVersion());
            recorded = decider.decide(input);
        } catch (RuntimeException damaged) {
            different(entry, "not readable: " + damaged);
            return;
        }
        if (!Arrays.equals(entry.outcome(), OutcomeCodec.encode(recorded))) {
            different(entry, "decided otherwise");
        } else if (file.isEmpty()) {
            tally.same(false);
        } else {
            replayOf(connection, rules, input.zone())
                    .replay(entry, input, decider, recorded)
                    .ifPresent(change -> csv.println(change.csv()));
        }
    }

    private void different(JournalEntry entry, String difference) {
        tally.difference();
        if (tally.differences() <= DIFFERENCES_NAMED_MAX) {
            err.printf("backtest: %s %s: %s%n", entry.transmittedOn(), entry.key(), difference);
        }
    }

    private BacktestReplay replayOf(Connection connection, RecordedRules rules, ZoneId zone)
            throws SQLException {
        if (replay.isEmpty()) {
            BacktestControls controls = new BacktestControls(connection, file.orElseThrow(), rules);
            BacktestUsage usage =
                    new BacktestUsage(
                            connection, begin(connection, zone), zone, controls.longestRolling());
            replay = Optional.of(new BacktestReplay(controls, usage, tally));
        }
        return replay.get();
    }

    /** What was decided before is not replayed. */
    private Instant begin(Connection connection, ZoneId zone) throws SQLException {
        Optional<LocalDate> from = options.from();
        if (from.isPresent()) {
            return from.get().atStartOfDay(zone).toInstant();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select min(received_at) from journal")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant().minus(ROUNDING);
        }
    }
}
