package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.ClearingBatch;
import io.kessai.local.run.Checkout;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * Every command of the program, whichever there are: has {@code --output}, is described, can be
 * driven by environment variables, and every variable is in the README's table with its default.
 */
class EveryCommandTest {
    private static final Pattern VARIABLE = Pattern.compile("KESSAI_[A-Z]+(?:_[A-Z]+)*");
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{env:KESSAI_\\w+:-([^$}]*)}");

    /** For people, who type: no container sets them. */
    private static final Set<String> FLAGS_ONLY =
            Set.of(
                    "audit --answers",
                    "collect --again",
                    "audit --limit",
                    "audit --logs",
                    "expire-holds --apply-policy",
                    "report --generated-at",
                    "nightly --generated-at",
                    "report --file",
                    "report --run",
                    "stand-in --csv",
                    "stand-in --from",
                    "stand-in --to");

    @TestFactory
    Stream<DynamicTest> a_command_prints_text_or_json_and_says_what_it_does() {
        return leaves().map(
                        command ->
                                DynamicTest.dynamicTest(
                                        command.qualifiedName(), () -> requireSound(command)));
    }

    private static void requireSound(CommandSpec command) {
        assertTrue(isDescribed(command.usageMessage().description()), "a description");
        OptionSpec output = command.findOption("--output");
        assertFalse(output == null, "--output");
        assertEquals(List.of("text", "json"), candidates(output));
        assertEquals("${env:KESSAI_OUTPUT:-text}", byDefault(output));
        command.positionalParameters()
                .forEach(given -> assertTrue(isDescribed(given.description()), given::paramLabel));
        for (OptionSpec option : ours(command).toList()) {
            String description = String.join(" ", option.description());
            assertTrue(isDescribed(option.description()), option::longestName);
            variables(byDefault(option))
                    .forEach(
                            variable ->
                                    assertTrue(
                                            description.contains(variable),
                                            () ->
                                                    option.longestName()
                                                            + " keeps "
                                                            + variable
                                                            + " quiet"));
        }
    }

    @Test
    void every_option_of_a_stage_can_be_a_variable() {
        SortedSet<String> without = new TreeSet<>();
        leaves().filter(command -> !isForPeople(command))
                .forEach(
                        command ->
                                ours(command)
                                        .filter(option -> variables(of(option)).isEmpty())
                                        .forEach(
                                                option ->
                                                        without.add(
                                                                command.name()
                                                                        + " "
                                                                        + option.longestName())));
        assertEquals(new TreeSet<>(FLAGS_ONLY), without);
    }

    @Test
    void the_readme_lists_the_variables_that_the_program_reads_and_no_others() throws IOException {
        SortedSet<String> read = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root().resolve("clearing-batch/src/main/java"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
                read.addAll(variables(Files.readString(file)));
            }
        }
        assertEquals(read, new TreeSet<>(table().keySet()));
    }

    @Test
    void the_readme_says_which_option_a_variable_is_for_and_its_default() throws IOException {
        Map<String, List<String>> table = table();
        leaves().flatMap(EveryCommandTest::ours)
                .forEach(
                        option ->
                                variables(byDefault(option))
                                        .forEach(name -> requireRow(table, name, option)));
    }

    private static void requireRow(
            Map<String, List<String>> table, String variable, OptionSpec option) {
        List<String> row = table.getOrDefault(variable, List.of("", "", "", ""));
        assertTrue(row.get(1).contains("`" + option.longestName() + "`"), () -> variable + row);
        Optional<String> value =
                DEFAULT.matcher(byDefault(option))
                        .results()
                        .map(found -> found.group(1))
                        .filter(text -> !text.isEmpty())
                        .findFirst();
        value.ifPresent(text -> assertEquals("`" + text + "`", row.get(3), variable));
    }

    /** The rows under the heading of the program, by each variable they name. */
    private static SortedMap<String, List<String>> table() throws IOException {
        SortedMap<String, List<String>> rows = new TreeMap<>();
        Files.readString(root().resolve("README.md"))
                .lines()
                .dropWhile(line -> !line.equals("### The clearing program"))
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `KESSAI_"))
                .map(line -> Stream.of(line.substring(1).split("\\|")).map(String::strip).toList())
                .forEach(row -> variables(row.getFirst()).forEach(name -> rows.put(name, row)));
        return rows;
    }

    private static Path root() {
        return Checkout.find().root();
    }

    /** Commands that do something, not those that only group others. */
    private static Stream<CommandSpec> leaves() {
        return leaves(new CommandLine(new ClearingBatch()).getCommandSpec());
    }

    private static Stream<CommandSpec> leaves(CommandSpec command) {
        return command.subcommands().isEmpty()
                ? Stream.of(command)
                : command.subcommands().values().stream()
                        .distinct()
                        .flatMap(sub -> leaves(sub.getCommandSpec()));
    }

    private static boolean isForPeople(CommandSpec command) {
        return Set.of("exceptions", "replay", "rates").contains(command.parent().name());
    }

    /** Without those of picocli. */
    private static Stream<OptionSpec> ours(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp());
    }

    /** As it is written in the source: picocli itself gives what it means here and now. */
    private static String byDefault(OptionSpec option) {
        return option.userObject() instanceof Field field
                ? field.getAnnotation(Option.class).defaultValue()
                : "";
    }

    private static String of(OptionSpec option) {
        return byDefault(option) + String.join(" ", option.description());
    }

    private static List<String> candidates(OptionSpec option) {
        return Stream.of(option.type().getEnumConstants()).map(Object::toString).toList();
    }

    private static List<String> variables(String text) {
        return VARIABLE.matcher(text).results().map(MatchResult::group).toList();
    }

    private static boolean isDescribed(String[] description) {
        return Stream.of(description).anyMatch(line -> !line.isBlank());
    }
}
