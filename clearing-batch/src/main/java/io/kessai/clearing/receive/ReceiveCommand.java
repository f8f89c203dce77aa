package io.kessai.clearing.receive;

import io.kessai.clearing.run.Attempt;
import io.kessai.clearing.run.ClearingDatabase;
import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.DatabaseOptions;
import io.kessai.clearing.run.RunOptions;
import io.kessai.clearing.run.StepName;
import io.kessai.clearing.run.StepSubject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code receive}: takes what lies in the inbox. */
@Command(
        name = "receive",
        description = "Takes the files of the inbox into the archive.",
        mixinStandardHelpOptions = true)
public final class ReceiveCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final StoreOptions stores = new StoreOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws SQLException {
        ClearingDatabase books = database.database();
        Inbox inbox = stores.inbox();
        Archive archive = stores.archive();
        try (Attempt attempt =
                        Attempt.begin(
                                books,
                                StepName.RECEIVE.word(),
                                options.businessDate(),
                                options.invocation());
                Connection connection = books.connect("receive")) {
            Receive receive = new Receive(inbox, archive, connection, options.businessDate());
            Counters counters =
                    attempt.guarded(
                            () -> attempt.step(StepSubject.of(StepName.RECEIVE), receive::run));
            options.print("receive", counters);
            return 0;
        }
    }
}
