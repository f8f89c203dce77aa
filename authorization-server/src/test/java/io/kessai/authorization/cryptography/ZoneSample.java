package io.kessai.authorization.cryptography;

import io.kessai.domain.Secret;
import io.kessai.vault.KeySeal;
import io.kessai.vault.VaultKeys;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Keys of a network's zone, and what the network sends of them.
 *
 * <p>Derived with OpenSSL, not with the code under test, each key being K1 and K2 of 8 bytes:
 * {@code openssl enc -des-ede3 -K K1K2K1 -nopad}, of the key under the zone master key, and of
 * eight zero bytes under the key itself, whose first digits are its check value.
 */
public final class ZoneSample {
    /** Check value 76CDB5. */
    public static final String MASTER = "A1B2C3D4E5F60718293A4B5C6D7E8F90";

    /** Of network acme, check value 819DB1. */
    static final String OTHER_MASTER = "0F1E2D3C4B5A69788796A5B4C3D2E1F0";

    /** In clear: what must be nowhere. Of odd parity is neither. */
    public static final String FIRST = "1F2E3D4C5B6A79880123456789ABCDEF";

    public static final String FIRST_WRAPPED = "3F57D3D1F4FA619B546D334DE8E1F990";
    public static final String FIRST_CHECK = "103C5D65CAF9E96D";
    static final String FIRST_WRAPPED_FOR_ACME = "A6416F2D93F1680DC9035E5215FB0C95";

    public static final String SECOND = "00112233445566778899AABBCCDDEEFF";
    public static final String SECOND_WRAPPED = "5BEBBB8E120CD45A95E3EAB84647A6E0";
    public static final String SECOND_CHECK = "FB09759972301AF4";

    private ZoneSample() {}

    /** DE48 of the generic dialects. */
    public static String sent(String wrapped, String check) {
        return wrapped + check.substring(0, 6);
    }

    static ZoneKey first() {
        return new ZoneKey("default", Secret.of(FIRST_WRAPPED), FIRST_CHECK.substring(0, 6));
    }

    static ZoneKey second() {
        return new ZoneKey("default", Secret.of(SECOND_WRAPPED), SECOND_CHECK.substring(0, 6));
    }

    /** The zone keys of a server with these keys and this login. */
    public static ZoneKeys keys(ZoneKeyLogin login, VaultKeys vault) {
        CryptographyConfig config = IssuedCard.config(properties(Map.of()));
        return new ZoneKeys(
                new ZoneKeyTable(login, new KeySeal(vault)),
                InstantSource.system(),
                config.keyOverlap());
    }

    /** What takes keys, under the zone master keys. */
    public static KeyChanges changes(ZoneKeys keys) {
        return changes(keys, Map.of());
    }

    /** The same with these properties instead or beside. */
    public static KeyChanges changes(ZoneKeys keys, Map<String, String> others) {
        return new Providers().keyChanges(IssuedCard.config(properties(others)), keys);
    }

    /** The cards' software verification, of PINs under these. */
    public static Verification verification(ZoneKeys keys) {
        return verification(keys, Map.of());
    }

    /** The same with these properties instead or beside. */
    public static Verification verification(ZoneKeys keys, Map<String, String> others) {
        return new Providers().verification(IssuedCard.config(properties(others)), keys);
    }

    private static Map<String, String> properties(Map<String, String> others) {
        Map<String, String> properties = new HashMap<>();
        properties.put("kessai.cryptography.keys.zone-master", MASTER + "/76CDB5");
        properties.put("kessai.cryptography.zone-masters.acme", OTHER_MASTER + "/819DB1");
        properties.putAll(others);
        return properties;
    }
}
