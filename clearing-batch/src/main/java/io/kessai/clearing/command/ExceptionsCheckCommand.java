package io.kessai.clearing.command;

import io.kessai.clearing.exceptions.Verdict;
import io.kessai.clearing.exceptions.Verdicts;
import io.kessai.clearing.run.ClearingDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exceptions check}: the second person's verdict. */
@Command(
        name = "check",
        description =
                "Approves or refuses what somebody else proposed; an approval books it at once.",
        mixinStandardHelpOptions = true)
public final class ExceptionsCheckCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final BusinessDateOptions date = new BusinessDateOptions();
    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final OperatorOptions operator = new OperatorOptions();

    @Parameters(paramLabel = "ID", description = "The exception's id, as listed.")
    private long id;

    @ArgGroup(multiplicity = "1")
    private VerdictOptions verdict = new VerdictOptions();

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "Why.")
    private String why = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    /** One of the two. */
    static final class VerdictOptions {
        @Option(names = "--approve", required = true, description = "Book it.")
        private boolean approve;

        @Option(names = "--refuse", required = true, description = "Leave it as it is.")
        private boolean refuse;

        Verdict verdict() {
            return approve && !refuse ? Verdict.APPROVED : Verdict.REFUSED;
        }
    }

    @Override
    public Integer call() throws SQLException {
        ClearingDatabase books = database.database();
        if (why.isBlank()) {
            throw new ParameterException(command.commandLine(), "--why must say something");
        }
        try (Connection connection = books.connect("exceptions")) {
            String checker = operator.operator(connection);
            long resolution =
                    new Verdicts(() -> books.connect("exceptions"))
                            .decide(id, verdict.verdict(), checker, why, date.businessDate());
            output.print(
                    "exception %d: resolution %d %s by %s"
                            .formatted(id, resolution, verdict.verdict().word(), checker),
                    "{\"exception\":%d,\"resolution\":%d,\"verdict\":\"%s\"}"
                            .formatted(id, resolution, verdict.verdict().word()));
        }
        return 0;
    }
}
