package io.kessai.clearing.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Classes that break a rule, compiled on their own.
 *
 * @param sources of one class each: its package, a colon, and a statement in it
 * @param reported what the rule says about it
 */
record Break(ArchRule rule, String reported, List<String> sources) {
    static final List<Break> ALL =
            Stream.of(byHand(), stores(), upward()).flatMap(breaks -> breaks).toList();

    private static Stream<Break> byHand() {
        return Stream.of(
                core("java.sql.Connection", "reconcile: java.sql.Connection.class.getName()"),
                core("java.nio.file.Path", "ingest: java.nio.file.Path.of(\"x\")"),
                core("reconcile.FileSet", "reconcile: FileSet.class.getName()"),
                core("java.util.logging", "post: java.util.logging.Logger.getLogger(\"x\")"),
                core("java.util.concurrent", "exceptions: new java.util.concurrent.Semaphore(1)"),
                time("Instant.now", "report: java.time.Instant.now()"),
                time("LocalDate.now", "reconcile: java.time.LocalDate.now()"),
                time("systemDefault", "command: java.time.ZoneId.systemDefault()"),
                time("java.time.Clock", "audit: java.time.Clock.systemUTC()"),
                time("currentTimeMillis", "books: System.currentTimeMillis()"),
                of(Rules.ONLY_WAITING_IS_TIMED, "nanoTime", "post: System.nanoTime()"),
                of(Rules.NO_DICE, "Random", "post: new java.util.Random()"),
                of(Rules.NO_DICE, "UUID", "receive: java.util.UUID.randomUUID()"),
                of(Rules.NO_DICE, "Math.random", "report: Math.random()"),
                of(Rules.OPTIONS_READ_THE_ENVIRONMENT, "getenv", "post: System.getenv(\"X\")"),
                of(Rules.OPTIONS_READ_THE_ENVIRONMENT, "getenv", "command: System.getenv()"),
                of(Rules.OUTPUT_IS_THE_COMMANDS, "System.out", "command: System.out.println()"),
                of(Rules.OUTPUT_IS_THE_COMMANDS, "System.err", "post: System.err.println()"),
                of(
                        Rules.THE_COMMAND_LINE_IS_THE_EDGE,
                        "picocli",
                        "expire: picocli.CommandLine.usage(new Object(), System.out)"),
                of(
                        Rules.CARD_NUMBERS_ARE_READ_ONLY_IN_CODEC_AND_VAULT,
                        "PanAccess",
                        "ingest: io.kessai.domain.PanAccess.class.getName()"),
                of(
                        Rules.NO_CYCLES,
                        "Cycle detected",
                        "books: Object it = new io.kessai.clearing.post.Breaks()",
                        "post: Object it = new io.kessai.clearing.books.Breaks()"),
                of(
                        Rules.OF_POST_ONLY_FEES_AND_LATE_LINKS,
                        "post.Post",
                        "report: io.kessai.clearing.post.Post.class.getName()"),
                of(
                        Rules.OF_RECEIVE_ONLY_THE_ARCHIVE,
                        "receive.Receive",
                        "ingest: io.kessai.clearing.receive.Receive.class.getName()"));
    }

    private static Stream<Break> stores() {
        return Stream.of(
                of(
                        Rules.FILES_ONLY_IN_STORES,
                        "java.nio.file.Path",
                        "receive: java.nio.file.Path.of(\"x\")"),
                of(Rules.FILES_ONLY_IN_STORES, "java.io.File", "expire: new java.io.File(\"x\")"),
                of(
                        Rules.AWS_IS_TWO_PACKAGES,
                        "S3Client",
                        "collect: software.amazon.awssdk.services.s3.S3Client.class.getName()"));
    }

    /** Each package, using the commands. */
    private static Stream<Break> upward() {
        return Rules.PACKAGES.entrySet().stream()
                .map(
                        entry ->
                                of(
                                        entry.getValue(),
                                        "command.Replay",
                                        entry.getKey()
                                                + ": new io.kessai.clearing.command.Replay()"));
    }

    private static Break of(ArchRule rule, String reported, String... sources) {
        return new Break(rule, reported, List.of(sources));
    }

    private static Break core(String reported, String source) {
        return of(Rules.THE_CORE_KNOWS_ONLY_VALUES, reported, source);
    }

    private static Break time(String reported, String source) {
        return of(Rules.TIME_IS_AN_INPUT, reported, source);
    }

    /** Compiles the classes of all breaks: one call of the compiler takes as long as one class. */
    static void compileAll(Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
        for (Break one : ALL) {
            for (String source : one.sources) {
                String[] parts = source.split(": ", 2);
                Path file = folder.resolve(parts[0]).resolve(one.name() + ".java");
                Files.createDirectories(file.getParent());
                Files.writeString(file, one.text(parts[0], parts[1]));
                arguments.add(file.toString());
            }
        }
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(String[]::new));
        if (failed != 0) {
            throw new IllegalStateException("the breaks do not compile");
        }
    }

    private String name() {
        return "Breaks" + ALL.indexOf(this);
    }

    private String text(String in, String statement) {
        return """
        package io.kessai.clearing.%1$s;

        public final class %2$s {
            static void it() {
                %3$s;
            }
        }
        """
                .formatted(in, name(), statement.replace("Breaks", name()));
    }

    /** What {@link #compileAll} made of it there. */
    JavaClasses in(Path folder) {
        return new ClassFileImporter()
                .importPaths(
                        sources.stream()
                                .map(source -> source.substring(0, source.indexOf(':')))
                                .map(in -> folder.resolve("io/kessai/clearing").resolve(in))
                                .map(in -> in.resolve(name() + ".class"))
                                .toList());
    }

    @Override
    public String toString() {
        return String.join(" and ", sources);
    }
}
