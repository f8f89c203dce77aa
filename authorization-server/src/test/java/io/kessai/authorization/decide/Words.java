package io.kessai.authorization.decide;

import io.kessai.domain.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code key=value} words divided by semicolons; a later one wins. */
record Words(Map<String, String> values) {

    static Words of(String text, Map<String, String> defaults) {
        Map<String, String> values = new HashMap<>(defaults);
        for (String word : text.strip().split("; *")) {
            if (!word.isBlank()) {
                String[] parts = word.strip().split("=", 2);
                if (parts.length != 2 || !defaults.containsKey(parts[0])) {
                    throw new IllegalArgumentException("not understood: " + word);
                }
                values.put(parts[0], parts[1]);
            }
        }
        return new Words(values);
    }

    String get(String key) {
        return maybe(key).orElse("");
    }

    Optional<String> maybe(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    /** {@code 1000 JPY}; the currency may be a number that ISO 4217 does not have. */
    static SentAmount amount(String text) {
        String[] parts = text.split(" ");
        int currency =
                Currency.ofCode(parts[1])
                        .map(Currency::numeric)
                        .orElseGet(() -> Integer.parseInt(parts[1]));
        return new SentAmount(Long.parseLong(parts[0]), currency);
    }
}
