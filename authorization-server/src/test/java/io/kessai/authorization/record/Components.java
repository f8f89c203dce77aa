package io.kessai.authorization.record;

import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.domain.ExchangeRate;
import io.kessai.domain.PanToken;
import io.kessai.domain.ProcessingCode;
import io.kessai.domain.controls.ControlRules;
import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Usage;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Every single change of a record, however deep: path of the component to the record with it. */
final class Components {

    private Components() {}

    static <R extends Record> Map<String, R> changedOnce(R original) {
        Map<String, R> changed = new LinkedHashMap<>();
        RecordComponent[] components = original.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            for (var change : changes(values(original)[i]).entrySet()) {
                Object[] values = values(original);
                values[i] = change.getValue();
                changed.put(components[i].getName() + change.getKey(), construct(original, values));
            }
        }
        return changed;
    }

    private static Map<String, Object> changes(Object value) {
        Map<String, Object> changes = new LinkedHashMap<>();
        switch (value) {
            case ProcessingCode code ->
                    changes.put("", new ProcessingCode(code.digits().isEmpty() ? "000000" : ""));
            case Currency currency ->
                    changes.put(
                            "",
                            Currency.ofCode(currency.code().equals("JPY") ? "USD" : "JPY")
                                    .orElseThrow());
            case PanToken token -> {
                changes.put(".high", new PanToken(token.high() + 1, token.low()));
                changes.put(".low", new PanToken(token.high(), token.low() + 1));
            }
            case ExchangeRate rate -> {
                changes.put(".digits", new ExchangeRate(rate.digits() + 1, rate.scale()));
                changes.put(".scale", new ExchangeRate(rate.digits(), rate.scale() + 1));
            }
            case ControlRules _ -> {
                // Named by the id of their set, and never another under it.
            }
            case Usage usage -> {
                changes.put(
                        ".countedOn", new Usage(usage.countedOn().plusDays(1), usage.windows()));
                changedOnce(usage.windows().getLast())
                        .forEach((path, other) -> changes.put(path, lastOf(usage, other)));
            }
            case Record inner ->
                    changedOnce(inner).forEach((path, other) -> changes.put("." + path, other));
            case Optional<?> optional -> ofOptional(optional, changes);
            case OptionalLong number -> {
                changes.put(
                        " presence",
                        number.isPresent() ? OptionalLong.empty() : OptionalLong.of(0));
                number.ifPresent(n -> changes.put(" value", OptionalLong.of(n + 1)));
            }
            case OptionalInt number -> {
                changes.put(
                        " presence", number.isPresent() ? OptionalInt.empty() : OptionalInt.of(0));
                number.ifPresent(n -> changes.put(" value", OptionalInt.of(n + 1)));
            }
            case List<?> list -> ofList(list, changes);
            default -> changes.put("", simple(value));
        }
        return changes;
    }

    private static Usage lastOf(Usage usage, Spent other) {
        List<Spent> windows = new ArrayList<>(usage.windows());
        windows.set(windows.size() - 1, other);
        return new Usage(usage.countedOn(), windows);
    }

    private static void ofOptional(Optional<?> optional, Map<String, Object> changes) {
        if (optional.isPresent()) {
            changes.put(" absent", Optional.empty());
            changes(optional.get()).forEach((path, other) -> changes.put(path, Optional.of(other)));
        }
    }

    private static void ofList(List<?> list, Map<String, Object> changes) {
        for (int i = 0; i < list.size(); i++) {
            int at = i;
            List<Object> without = new ArrayList<>(list);
            without.remove(at);
            changes.put("[" + at + "] gone", without);
            changes(list.get(at))
                    .forEach(
                            (path, other) -> {
                                List<Object> copy = new ArrayList<>(list);
                                copy.set(at, other);
                                changes.put("[" + at + "]" + path, copy);
                            });
        }
    }

    private static Object simple(Object value) {
        return switch (value) {
            case String text -> text + "x";
            case Long number -> number + 1;
            case Integer number -> number + 1;
            case Boolean flag -> !flag;
            case Duration length -> length.plusMinutes(1);
            case Instant instant -> instant.plusNanos(1);
            case LocalDate date -> date.plusDays(1);
            case YearMonth month -> month.plusMonths(1);
            case ZoneId zone -> ZoneId.of(zone.getId().equals("UTC") ? "Asia/Tokyo" : "UTC");
            case Direction direction -> direction.opposite();
            case Enum<?> word -> next(word);
            default -> throw new IllegalArgumentException("no change of " + value.getClass());
        };
    }

    private static Object next(Enum<?> word) {
        Object[] words = word.getDeclaringClass().getEnumConstants();
        return words[(word.ordinal() + 1) % words.length];
    }

    private static Object[] values(Record record) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            try {
                values[i] = components[i].getAccessor().invoke(record);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new AssertionError(components[i].getName(), e);
            }
        }
        return values;
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> R construct(R original, Object[] values) {
        try {
            Constructor<?> canonical = original.getClass().getDeclaredConstructors()[0];
            return (R) canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(original.getClass().getName(), e);
        }
    }
}
