package io.kessai.clearing.command;

import io.kessai.clearing.run.Attempt;
import io.kessai.clearing.run.ClearingDatabase;
import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.Traffic;
import java.sql.Connection;
import java.sql.SQLException;

/** One call of a command: an attempt of a run, its stages, what to print. */
final class Invoked {
    private final ClearingDatabase books;
    private final RunOptions options;

    Invoked(DatabaseOptions database, RunOptions options) {
        this.books = database.database();
        this.options = options;
    }

    /** What a command does with the stages; the connection is for finding what to do. */
    @FunctionalInterface
    interface Work {
        Counters run(Stages stages, Connection connection) throws SQLException;
    }

    /**
     * Does the work as an attempt of that run and prints what was done.
     *
     * @return exit code 1 where a file was refused, else 0
     * @throws NotAllDone where parts failed, after the others were done and that is printed
     */
    int run(String kind, Work work) throws SQLException {
        options.requireDateThatCame(books);
        try (Attempt attempt =
                        Attempt.begin(books, kind, options.businessDate(), options.invocation());
                Connection connection = books.connect(kind);
                Traffic traffic = new Traffic(books)) {
            Setbacks setbacks = new Setbacks();
            Stages stages =
                    new Stages(
                            books,
                            attempt,
                            options.businessDate(),
                            setbacks,
                            () -> Pace.beside(traffic, options.sharePercent()));
            Counters counters =
                    attempt.guarded(
                            () -> {
                                Counters done = done(work, stages, connection, setbacks);
                                options.print(kind, done);
                                setbacks.raise();
                                return done;
                            });
            return counters.get("refused") == 0 ? 0 : 1;
        }
    }

    private static Counters done(Work work, Stages stages, Connection connection, Setbacks setbacks)
            throws SQLException {
        try {
            return work.run(stages, connection);
        } catch (SQLException | RuntimeException e) {
            setbacks.raiseWith(e);
            throw e;
        }
    }
}
