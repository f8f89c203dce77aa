package io.kessai.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Reads one policy file, line by line; the first line at fault ends it. Used once. */
final class HoldPolicyParser {
    private static final String ANY = "*";
    private static final String ASKED = "asked";
    private static final String YES = "yes";
    private static final String NO = "no";

    private static final int COLUMNS = 8;
    private static final int DAYS_MAX = 366;
    private static final long UNITS_MAX = 1_000_000_000;

    private final List<Scheme> restarting = new ArrayList<>();
    private final List<HoldRule> rules = new ArrayList<>();
    private int version;
    private int line;

    ParsedHoldPolicy parse(String text) {
        try {
            for (String content : text.lines().toList()) {
                line++;
                readLine(content.strip());
            }
            return finish();
        } catch (HoldPolicyFault fault) {
            return fault.error();
        }
    }

    private void readLine(String content) throws HoldPolicyFault {
        if (content.isEmpty() || content.startsWith("#")) {
            return;
        }
        if (content.contains("|")) {
            readRule(Arrays.stream(content.split("\\|", -1)).map(String::strip).toList());
        } else if (content.startsWith("restarts ")) {
            readRestarting(content.substring("restarts ".length()).split(",", -1));
        } else {
            readVersion(content.split("\\s+"));
        }
    }

    private void readRestarting(String[] words) throws HoldPolicyFault {
        if (version == 0 || !rules.isEmpty() || !restarting.isEmpty()) {
            throw fault(
                    "'restarts' stands twice, above the version or below a rule",
                    "write it once, under the version");
        }
        for (String word : words) {
            Scheme scheme =
                    Scheme.ofWord(word.strip())
                            .orElseThrow(
                                    () ->
                                            fault(
                                                    "'" + word.strip() + "' is no scheme",
                                                    "write of " + Scheme.words()));
            if (restarting.contains(scheme)) {
                throw fault("'" + scheme.word() + "' stands twice", "write each scheme once");
            }
            restarting.add(scheme);
        }
    }

    private void readVersion(String[] words) throws HoldPolicyFault {
        if (!words[0].equals("version") || words.length != 2) {
            throw fault(
                    "neither version, restarts nor rule",
                    "write 'version N', 'restarts SCHEMES', or a rule with its columns");
        }
        if (version > 0 || !rules.isEmpty()) {
            throw fault("the version stands twice or below a rule", "write it once, at the top");
        }
        version = (int) number(words[1], Short.MAX_VALUE).orElse(0);
        if (version == 0) {
            throw fault(
                    "'" + words[1] + "' is no version",
                    "write a number from 1 to " + Short.MAX_VALUE);
        }
    }

    private void readRule(List<String> cells) throws HoldPolicyFault {
        if (version == 0) {
            throw fault("no version stands above the rule", "write 'version N' at the top");
        }
        if (cells.size() != COLUMNS) {
            throw fault(
                    "a rule has eight columns, not " + cells.size(),
                    "write name | scheme | mcc | units at most | presence | pre-authorization |"
                            + " days | holds");
        }
        OptionalLong unitsMax = unitsMax(cells.get(3));
        HoldRule rule =
                new HoldRule(
                        name(cells.get(0)),
                        scheme(cells.get(1)),
                        mccs(cells.get(2)),
                        unitsMax,
                        presence(cells.get(4)),
                        mark(cells.get(5)),
                        days(cells.get(6)),
                        holds(cells.get(7), unitsMax));
        if (!rules.isEmpty() && rules.getLast().isForAll()) {
            throw fault(
                    "rule "
                            + rules.getLast().name()
                            + " above is for everything: no other is reached",
                    "move that one to the end");
        }
        rules.add(rule);
    }

    private String name(String cell) throws HoldPolicyFault {
        if (!cell.matches("[a-z0-9][a-z0-9-]*")) {
            throw fault("'" + cell + "' is no name of a rule", "use a to z, 0 to 9 and -");
        }
        if (rules.stream().anyMatch(rule -> rule.name().equals(cell))) {
            throw fault("rule " + cell + " stands twice", "give one of the two another name");
        }
        return cell;
    }

    private Optional<Scheme> scheme(String cell) throws HoldPolicyFault {
        Optional<Scheme> scheme = Scheme.ofWord(cell);
        if (scheme.isEmpty() && !cell.equals(ANY)) {
            throw choice("scheme", cell, Scheme.words());
        }
        return scheme;
    }

    private Optional<Presence> presence(String cell) throws HoldPolicyFault {
        Optional<Presence> presence = Presence.ofWord(cell);
        if (presence.isEmpty() && !cell.equals(ANY)) {
            throw choice(
                    "presence",
                    cell,
                    Arrays.stream(Presence.values()).map(Presence::word).toList());
        }
        return presence;
    }

    private Optional<Boolean> mark(String cell) throws HoldPolicyFault {
        if (!List.of(ANY, YES, NO).contains(cell)) {
            throw choice("pre-authorization", cell, List.of(YES, NO));
        }
        return cell.equals(ANY) ? Optional.empty() : Optional.of(cell.equals(YES));
    }

    private List<MccRange> mccs(String cell) throws HoldPolicyFault {
        List<MccRange> ranges = new ArrayList<>();
        for (String word : cell.equals(ANY) ? List.<String>of() : List.of(cell.split(",", -1))) {
            ranges.add(
                    MccRange.of(word.strip())
                            .orElseThrow(
                                    () ->
                                            fault(
                                                    "'"
                                                            + word.strip()
                                                            + "' is no merchant category",
                                                    "write such as 5541,3501-3999, or *")));
        }
        return ranges;
    }

    private OptionalLong unitsMax(String cell) throws HoldPolicyFault {
        OptionalLong units = number(cell, UNITS_MAX);
        if (units.isEmpty() && !cell.equals(ANY)) {
            throw fault(
                    "'" + cell + "' is no number of units",
                    "write whole units of the currency, 1 to " + UNITS_MAX + ", or *");
        }
        return units;
    }

    private int days(String cell) throws HoldPolicyFault {
        return (int)
                number(cell, DAYS_MAX)
                        .orElseThrow(
                                () ->
                                        fault(
                                                "'" + cell + "' is no number of days",
                                                "write 1 to " + DAYS_MAX));
    }

    /** More is held only in place of a small amount that stands for it. */
    private List<Money> holds(String cell, OptionalLong unitsMax) throws HoldPolicyFault {
        if (cell.equals(ASKED)) {
            return List.of();
        }
        if (unitsMax.isEmpty()) {
            throw fault(
                    "only a rule with 'units at most' may hold another amount",
                    "write 'asked', or limit the units");
        }
        List<Money> amounts = new ArrayList<>();
        for (String word : cell.split(",", -1)) {
            Money amount = amount(word.strip());
            if (amounts.stream().anyMatch(a -> a.currency().equals(amount.currency()))) {
                throw fault(amount.currency().code() + " stands twice", "write each currency once");
            }
            amounts.add(amount);
        }
        return amounts;
    }

    private Money amount(String word) throws HoldPolicyFault {
        String[] parts = word.split("\\s+");
        Optional<Currency> currency =
                parts.length == 2 ? Currency.ofCode(parts[1]) : Optional.empty();
        OptionalLong units = number(parts[0], UNITS_MAX);
        if (currency.isEmpty() || units.isEmpty()) {
            throw fault(
                    "'" + word + "' is no amount to hold",
                    "write 'asked', or whole units such as '125 USD, 15000 JPY'");
        }
        return Money.of(units.getAsLong() * HoldRule.minorUnits(currency.get()), currency.get());
    }

    private HoldPolicy finish() throws HoldPolicyFault {
        if (version == 0) {
            throw new HoldPolicyFault(0, "the version is missing", "write 'version N' at the top");
        }
        if (rules.isEmpty() || !rules.getLast().isForAll()) {
            throw new HoldPolicyFault(
                    rules.isEmpty() ? 0 : line,
                    "no last rule is for everything",
                    "end with 'anything-else | * | * | * | * | * | DAYS | asked'");
        }
        return new HoldPolicy(version, restarting, rules);
    }

    /** From 1 to the limit. */
    private static OptionalLong number(String word, long max) {
        boolean isNumber = word.matches("[1-9][0-9]{0,9}") && Long.parseLong(word) <= max;
        return isNumber ? OptionalLong.of(Long.parseLong(word)) : OptionalLong.empty();
    }

    private HoldPolicyFault choice(String column, String cell, List<String> words) {
        return fault("'" + cell + "' is no " + column, "write one of " + words + ", or * for any");
    }

    private HoldPolicyFault fault(String rule, String remedy) {
        return new HoldPolicyFault(line, rule, remedy);
    }

    /** A rule as one line that is read as this rule. */
    static String line(HoldRule rule) {
        return String.join(
                " | ",
                rule.name(),
                rule.scheme().map(Scheme::word).orElse(ANY),
                rule.mccs().isEmpty()
                        ? ANY
                        : rule.mccs().stream()
                                .map(MccRange::toString)
                                .collect(Collectors.joining(",")),
                rule.unitsMax().isEmpty() ? ANY : String.valueOf(rule.unitsMax().getAsLong()),
                rule.presence().map(Presence::word).orElse(ANY),
                rule.isPreAuthorization().map(marked -> marked ? YES : NO).orElse(ANY),
                String.valueOf(rule.days()),
                rule.holds().isEmpty()
                        ? ASKED
                        : rule.holds().stream()
                                .map(HoldPolicyParser::units)
                                .collect(Collectors.joining(", ")));
    }

    private static String units(Money amount) {
        return amount.minorUnits() / HoldRule.minorUnits(amount.currency())
                + " "
                + amount.currency().code();
    }
}
