package io.kessai.clearing.command;

import io.kessai.clearing.exceptions.ExceptionFilter;
import io.kessai.clearing.exceptions.ExceptionFilter.Standing;
import io.kessai.clearing.exceptions.ExceptionViews;
import io.kessai.clearing.exceptions.Rendering;
import io.kessai.clearing.exceptions.Section;
import io.kessai.domain.clearing.ExceptionKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code exceptions list}: a page of them, in the order in which they were raised. */
@Command(
        name = "list",
        description = "Lists exceptions, a page at a time.",
        mixinStandardHelpOptions = true)
public final class ExceptionsListCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = KindConverter.class,
            description = "Only of that kind, such as no_authorization.")
    private Optional<ExceptionKind> kind = Optional.empty();

    @Option(names = "--since", paramLabel = "DATE", description = "First business date.")
    private Optional<LocalDate> since = Optional.empty();

    @Option(names = "--until", paramLabel = "DATE", description = "Last business date.")
    private Optional<LocalDate> until = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "open",
            converter = StandingConverter.class,
            description =
                    "open (proposed ones too), proposed, closed or all; default"
                            + " ${DEFAULT-VALUE}.")
    private Standing state = Standing.OPEN;

    @Option(
            names = "--after",
            paramLabel = "ID",
            defaultValue = "0",
            description = "Begin behind that id: the last one of the page before.")
    private long after;

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            defaultValue = "50",
            description = "How many on a page; default ${DEFAULT-VALUE}.")
    private int limit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    @Override
    public Integer call() throws SQLException {
        if (limit < 1) {
            throw new ParameterException(command.commandLine(), "--limit must be at least 1");
        }
        try (Connection connection = database.database().connect("exceptions")) {
            Section page =
                    new ExceptionViews(connection)
                            .list(new ExceptionFilter(kind, since, until, state, after, limit));
            output.print(Rendering.table(page), Rendering.json(List.of(page)));
        }
        return 0;
    }

    /** Kinds as they are listed. */
    static final class KindConverter implements ITypeConverter<ExceptionKind> {
        @Override
        public ExceptionKind convert(String text) {
            return Arrays.stream(ExceptionKind.values())
                    .filter(kind -> kind.word().equals(text))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "no kind of exception; there are "
                                                    + Arrays.stream(ExceptionKind.values())
                                                            .map(ExceptionKind::word)
                                                            .collect(Collectors.joining(", "))));
        }
    }

    /** In small letters. */
    static final class StandingConverter implements ITypeConverter<Standing> {
        @Override
        public Standing convert(String text) {
            return switch (text) {
                case "open" -> Standing.OPEN;
                case "proposed" -> Standing.PROPOSED;
                case "closed" -> Standing.CLOSED;
                case "all" -> Standing.ALL;
                default ->
                        throw new TypeConversionException(
                                "no state; there are open, proposed, closed, all");
            };
        }
    }
}
