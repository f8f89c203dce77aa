package io.kessai.authorization.card;

import io.kessai.domain.MccRange;
import io.kessai.domain.controls.Channel;
import io.kessai.domain.controls.ControlRule;
import io.kessai.domain.controls.ControlRules;
import io.kessai.domain.controls.ControlsError;
import io.kessai.domain.controls.EntryMode;
import io.kessai.domain.controls.Period;
import io.kessai.domain.controls.Window;
import io.kessai.grpc.card.v1.AmountLimit;
import io.kessai.grpc.card.v1.ControlList;
import io.kessai.grpc.card.v1.ControlListKind;
import io.kessai.grpc.card.v1.ControlPeriod;
import io.kessai.grpc.card.v1.ControlWindow;
import io.kessai.grpc.card.v1.CountLimit;
import io.kessai.grpc.card.v1.TransactionLimit;
import io.kessai.iso8583.PanMask;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rules of controls as the contract shows them, and back. They are read by way of their lines, so
 * that what is a rule is decided in one place.
 */
final class ControlForm {
    private static final Pattern ENTRY = Pattern.compile("[!-~]{1,32}");

    private ControlForm() {}

    /**
     * @throws InvalidFieldException naming the first rule that is none
     */
    static ControlRules rules(List<io.kessai.grpc.card.v1.ControlRule> rules) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            lines.add(line(field(i), rules.get(i)));
        }
        return switch (ControlRules.parse(String.join("\n", lines))) {
            case ControlRules read -> read;
            case ControlsError error ->
                    throw new InvalidFieldException(
                            field(error.line() - 1), error.rule() + "; " + error.remedy());
        };
    }

    private static String field(int index) {
        return "rules[" + index + "]";
    }

    private static String line(String field, io.kessai.grpc.card.v1.ControlRule rule) {
        return switch (rule.getRuleCase()) {
            case TRANSACTION_LIMIT -> {
                TransactionLimit limit = rule.getTransactionLimit();
                yield limit(limit.getCashOnly()) + "transaction " + limit.getUnits();
            }
            case AMOUNT_LIMIT -> {
                AmountLimit limit = rule.getAmountLimit();
                yield limit(limit.getCashOnly())
                        + "amount "
                        + window(field, limit.getWindow())
                        + limit.getUnits();
            }
            case COUNT_LIMIT -> {
                CountLimit limit = rule.getCountLimit();
                yield limit(limit.getCashOnly())
                        + "count "
                        + window(field, limit.getWindow())
                        + limit.getCount();
            }
            case LIST -> list(field, rule.getList());
            case RULE_NOT_SET -> throw new InvalidFieldException(field, "must be given");
        };
    }

    private static String limit(boolean cashOnly) {
        return cashOnly ? "limit cash " : "limit ";
    }

    private static String window(String field, ControlWindow window) {
        return switch (window.getWindowCase()) {
            case ROLLING_MINUTES -> "rolling " + window.getRollingMinutes() + "m ";
            case PERIOD -> period(field, window.getPeriod()).word() + " ";
            case WINDOW_NOT_SET -> throw new InvalidFieldException(field, "needs a window");
        };
    }

    private static Period period(String field, ControlPeriod period) {
        return switch (period) {
            case CONTROL_PERIOD_DAY -> Period.DAY;
            case CONTROL_PERIOD_WEEK -> Period.WEEK;
            case CONTROL_PERIOD_MONTH -> Period.MONTH;
            case CONTROL_PERIOD_YEAR -> Period.YEAR;
            case CONTROL_PERIOD_LIFETIME -> Period.LIFETIME;
            case CONTROL_PERIOD_UNSPECIFIED, UNRECOGNIZED ->
                    throw new InvalidFieldException(field, "needs a window");
        };
    }

    private static String list(String field, ControlList list) {
        String kind =
                switch (list.getKind()) {
                    case CONTROL_LIST_KIND_MCC -> "mcc";
                    case CONTROL_LIST_KIND_MERCHANT -> "merchant";
                    case CONTROL_LIST_KIND_COUNTRY -> "country";
                    case CONTROL_LIST_KIND_CHANNEL -> "channel";
                    case CONTROL_LIST_KIND_ENTRY_MODE -> "entry-mode";
                    case CONTROL_LIST_KIND_UNSPECIFIED, UNRECOGNIZED ->
                            throw new InvalidFieldException(field, "needs the kind of its entries");
                };
        for (String entry : list.getEntriesList()) {
            if (!ENTRY.matcher(entry).matches() || !PanMask.inId(entry).equals(entry)) {
                throw new InvalidFieldException(
                        field, "has an entry with blanks, or one that could be a card number");
            }
        }
        return (list.getAllows() ? "allow " : "deny ")
                + kind
                + " "
                + String.join(" ", list.getEntriesList());
    }

    static List<io.kessai.grpc.card.v1.ControlRule> shown(ControlRules rules) {
        return rules.rules().stream().map(ControlForm::shown).toList();
    }

    private static io.kessai.grpc.card.v1.ControlRule shown(ControlRule rule) {
        var shown = io.kessai.grpc.card.v1.ControlRule.newBuilder();
        switch (rule) {
            case ControlRule.TransactionLimit limit ->
                    shown.getTransactionLimitBuilder()
                            .setUnits(limit.units())
                            .setCashOnly(limit.isOfCash());
            case ControlRule.AmountLimit limit ->
                    shown.getAmountLimitBuilder()
                            .setWindow(shown(limit.window()))
                            .setUnits(limit.units())
                            .setCashOnly(limit.isOfCash());
            case ControlRule.CountLimit limit ->
                    shown.getCountLimitBuilder()
                            .setWindow(shown(limit.window()))
                            .setCount(limit.count())
                            .setCashOnly(limit.isOfCash());
            case ControlRule.Mccs list ->
                    shown.setList(
                            shown(
                                    ControlListKind.CONTROL_LIST_KIND_MCC,
                                    list.isAllowed(),
                                    list.ranges().stream().map(MccRange::toString).toList()));
            case ControlRule.Merchants list ->
                    shown.setList(
                            shown(
                                    ControlListKind.CONTROL_LIST_KIND_MERCHANT,
                                    list.isAllowed(),
                                    list.ids()));
            case ControlRule.Countries list ->
                    shown.setList(
                            shown(
                                    ControlListKind.CONTROL_LIST_KIND_COUNTRY,
                                    list.isAllowed(),
                                    list.countries().stream().map(c -> c.code()).toList()));
            case ControlRule.Channels list ->
                    shown.setList(
                            shown(
                                    ControlListKind.CONTROL_LIST_KIND_CHANNEL,
                                    list.isAllowed(),
                                    list.channels().stream().map(Channel::word).toList()));
            case ControlRule.EntryModes list ->
                    shown.setList(
                            shown(
                                    ControlListKind.CONTROL_LIST_KIND_ENTRY_MODE,
                                    list.isAllowed(),
                                    list.modes().stream().map(EntryMode::word).toList()));
        }
        return shown.build();
    }

    private static ControlList shown(ControlListKind kind, boolean allows, List<String> entries) {
        return ControlList.newBuilder()
                .setKind(kind)
                .setAllows(allows)
                .addAllEntries(entries)
                .build();
    }

    private static ControlWindow shown(Window window) {
        return switch (window) {
            case Window.Fixed fixed ->
                    ControlWindow.newBuilder().setPeriod(shown(fixed.period())).build();
            case Window.Rolling rolling ->
                    ControlWindow.newBuilder()
                            .setRollingMinutes((int) rolling.length().toMinutes())
                            .build();
        };
    }

    static ControlPeriod shown(Period period) {
        return switch (period) {
            case DAY -> ControlPeriod.CONTROL_PERIOD_DAY;
            case WEEK -> ControlPeriod.CONTROL_PERIOD_WEEK;
            case MONTH -> ControlPeriod.CONTROL_PERIOD_MONTH;
            case YEAR -> ControlPeriod.CONTROL_PERIOD_YEAR;
            case LIFETIME -> ControlPeriod.CONTROL_PERIOD_LIFETIME;
        };
    }
}
