package io.kessai.domain.controls;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of one control set: all of them apply. Without any, nothing is refused. */
public record ControlRules(List<ControlRule> rules) implements ParsedControls {

    /** Shown in error messages and refused beyond: a set is read by people. */
    public static final int RULES_MAX = 200;

    public static final ControlRules NONE = new ControlRules(List.of());

    public ControlRules {
        rules = List.copyOf(rules);
    }

    /**
     * Reads rules, one a line; a line that is empty or begins with # is none.
     *
     * <pre>
     * limit [cash] transaction UNITS
     * limit [cash] amount WINDOW UNITS
     * limit [cash] count WINDOW NUMBER
     * allow|deny mcc 5411 7800-7802
     * allow|deny merchant ID…
     * allow|deny country JP US
     * allow|deny channel ecommerce|contactless|magstripe|atm|recurring|other…
     * allow|deny entry-mode manual|magstripe|chip|contactless|…
     * </pre>
     *
     * <p>WINDOW is day, week, month, year, lifetime or rolling with a length such as 90m, 24h or
     * 7d. With {@code allow}, what is not listed is refused.
     */
    public static ParsedControls parse(String text) {
        return new ControlsParser().parse(text);
    }

    /** The windows of limits that roll, each once. */
    public List<Window.Rolling> rollingWindows() {
        return windows()
                .filter(Window.Rolling.class::isInstance)
                .map(Window.Rolling.class::cast)
                .distinct()
                .toList();
    }

    /** Whether a rule looks at what was used before. */
    public boolean measuresUsage() {
        return windows().findAny().isPresent();
    }

    private Stream<Window> windows() {
        return rules.stream()
                .flatMap(
                        rule ->
                                switch (rule) {
                                    case ControlRule.AmountLimit limit -> Stream.of(limit.window());
                                    case ControlRule.CountLimit limit -> Stream.of(limit.window());
                                    case ControlRule.TransactionLimit _,
                                            ControlRule.Mccs _,
                                            ControlRule.Merchants _,
                                            ControlRule.Countries _,
                                            ControlRule.Channels _,
                                            ControlRule.EntryModes _ ->
                                            Stream.<Window>empty();
                                });
    }

    /** The canonical lines, which {@link #parse} reads as these rules. */
    public String text() {
        return rules.stream().map(rule -> rule.line() + "\n").collect(Collectors.joining());
    }
}
