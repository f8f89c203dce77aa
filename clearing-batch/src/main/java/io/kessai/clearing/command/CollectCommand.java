package io.kessai.clearing.command;

import io.kessai.clearing.collect.Collect;
import io.kessai.clearing.collect.CollectResult;
import io.kessai.clearing.collect.Collected;
import io.kessai.clearing.collect.SystemOpenElsewhere;
import io.kessai.clearing.run.Runner;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import io.kessai.domain.clearing.CardNetwork;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code collect}: brings the files of a drop folder to the inbox. Each file that stays has a line
 * on standard error, and makes no failure: it may be whole next time.
 */
@Command(
        name = "collect",
        description =
                "Brings files that a network's transfer client has dropped to the inbox in S3.",
        mixinStandardHelpOptions = true)
public final class CollectCommand implements Callable<Integer> {
    @Mixin private final StoreOptions stores = new StoreOptions();
    @Mixin private final BusinessDateOptions date = new BusinessDateOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--drop",
            paramLabel = "FOLDER",
            defaultValue = "${env:KESSAI_DROP}",
            description = "Where the transfer client puts files; default KESSAI_DROP.")
    private Optional<Path> drop = Optional.empty();

    @Option(
            names = "--network",
            paramLabel = "NETWORK",
            converter = NetworkWord.class,
            defaultValue = "${env:KESSAI_NETWORK}",
            description = "Whose client it is, mastercard or visa; default KESSAI_NETWORK.")
    private Optional<CardNetwork> network = Optional.empty();

    @Option(
            names = "--host",
            paramLabel = "NAME",
            defaultValue = "${env:KESSAI_HOST}",
            description = "This host's name; default KESSAI_HOST, then as the system has it.")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--again",
            paramLabel = "NAME",
            description =
                    "A file that is to come again although its content came before, such as one"
                            + " that was refused.")
    private Set<String> again = Set.of();

    @Option(
            names = "--stable-for",
            paramLabel = "SECONDS",
            defaultValue = "${env:KESSAI_STABLE_SECONDS:-30}",
            description =
                    "How long a file must not have changed; default KESSAI_STABLE_SECONDS, then 30.")
    private int stableSeconds;

    @Option(
            names = "--looks",
            paramLabel = "N",
            defaultValue = "${env:KESSAI_LOOKS:-10}",
            description =
                    "How often to look at files that still change, at least twice; default"
                            + " KESSAI_LOOKS, then 10.")
    private int looks;

    /** Networks as they are written everywhere. */
    static final class NetworkWord implements ITypeConverter<CardNetwork> {
        @Override
        public CardNetwork convert(String word) {
            return Stream.of(CardNetwork.values())
                    .filter(network -> network.word().equals(word))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "'" + word + "' is neither mastercard nor visa"));
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    @Override
    public Integer call() {
        Collect collect =
                new Collect(
                        folder(),
                        stores.deliveries(),
                        stores.ownArchive(),
                        new SystemOpenElsewhere(),
                        new Collect.Origin(
                                network.orElseThrow(
                                                () ->
                                                        usage(
                                                                "--network or KESSAI_NETWORK is needed"))
                                        .word(),
                                host.orElseGet(Runner::host),
                                date.businessDate()),
                        again);
        CollectResult result = collect.run(patience());
        PrintWriter err = command.commandLine().getErr();
        for (Collected file : result.left()) {
            err.printf("collect: %s: %s: %s%n", file.name(), file.outcome(), remedy(file));
        }
        err.flush();
        output.print(result.text(), result.json());
        return 0;
    }

    private Path folder() {
        Path folder = drop.orElseThrow(() -> usage("--drop or KESSAI_DROP is needed"));
        if (!Files.isDirectory(folder)) {
            throw new OperatingException(
                    ErrorCode.FILE_STORE_UNAVAILABLE, "there is no drop folder " + folder);
        }
        return folder;
    }

    private Collect.Patience patience() {
        if (stableSeconds < 0 || looks < 2) {
            throw usage("--stable-for is from 0 and --looks from 2");
        }
        return new Collect.Patience(looks, Duration.ofSeconds(stableSeconds));
    }

    private static String remedy(Collected file) {
        return switch (file.outcome()) {
            case EMPTY -> "ask the sender for the whole file again, and delete it";
            case HALF_WRITTEN -> "wait for the transfer, or delete it and have it sent again";
            case GROWING -> "it still changes; collect again when the transfer is over";
            case LOCKED -> "another program has it open, or it may not be read; collect again";
            case VANISHED -> "it went away; look into the log of the transfer client";
            case NOT_REMOVED -> "it is in the inbox; delete it, or look who writes under its name";
            case COLLECTED, ALREADY_COLLECTED -> "it is in the inbox";
        };
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
