package io.kessai.local.proofs;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys of the simulated issuer. Everybody knows them: they are for local use, as is the
 * server's {@code software} provider, which no other profile starts with.
 */
public final class TestKeys {
    private static final String PREFIX = "kessai.cryptography.";

    static final String CARD_VALUE = "0123456789ABCDEFFEDCBA9876543210";
    static final String CRYPTOGRAM = "2315208C9110AD402315208C9110AD40";
    static final String PIN_ENCRYPTION = "89ABCDEF0123456776543210FEDCBA98";

    /** Under which the simulated networks send new keys for PIN blocks. */
    static final String ZONE_MASTER = "F0E1D2C3B4A5968778695A4B3C2D1E0F";

    static final String PIN_VERIFICATION = "1122334455667788AABBCCDDEEFF0011";

    private TestKeys() {}

    /** The server's configuration: keys with their check values, and who has them. */
    public static SortedMap<String, String> properties() {
        return new TreeMap<>(
                Map.of(
                        PREFIX + "provider", "software",
                        PREFIX + "keys.card-value", checked(CARD_VALUE),
                        PREFIX + "keys.cryptogram", checked(CRYPTOGRAM),
                        PREFIX + "keys.pin-encryption", checked(PIN_ENCRYPTION),
                        PREFIX + "keys.pin-verification", checked(PIN_VERIFICATION),
                        PREFIX + "keys.zone-master", checked(ZONE_MASTER)));
    }

    /** The same as environment variables. */
    public static SortedMap<String, String> environment() {
        SortedMap<String, String> variables = new TreeMap<>();
        properties()
                .forEach(
                        (name, value) ->
                                variables.put(
                                        name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT),
                                        value));
        return variables;
    }

    private static String checked(String key) {
        return key + "/" + TripleDes.of(key).checkValue();
    }
}
