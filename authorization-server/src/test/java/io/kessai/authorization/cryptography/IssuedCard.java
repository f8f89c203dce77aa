package io.kessai.authorization.cryptography;

import io.kessai.iso8583.Bytes;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/**
 * A card as its issuer made it, and what a terminal sends of it. Its keys are those of {@link
 * #configured}.
 */
public final class IssuedCard {
    public static final String PAN = "9999000000000012";
    public static final String EXPIRY = "2912";
    public static final String PIN = "4711";

    private static final String CARD_VALUE_KEY = "5D3A91C07E2468BF13579BDF02468ACE";
    private static final String CAVV_KEY = "FEDCBA98765432100123456789ABCDEF";
    private static final String CRYPTOGRAM_KEY = "0123456789ABCDEFFEDCBA9876543210";
    private static final String PIN_BLOCK_KEY = "89ABCDEF0123456776543210FEDCBA98";
    private static final String PVV_KEY = "1122334455667788AABBCCDDEEFF0011";
    private static final String SERVICE = "201";

    private IssuedCard() {}

    /** The software verification with all keys, and these properties instead or beside. */
    public static Verification configured(Map<String, String> others) {
        return new Providers().verification(config(others), ZoneKeys.none());
    }

    static CryptographyConfig config(Map<String, String> others) {
        Map<String, String> properties = new HashMap<>();
        properties.put("kessai.cryptography.provider", "software");
        properties.put("kessai.cryptography.timeout", "PT20S");
        properties.put("kessai.cryptography.keys.card-value", CARD_VALUE_KEY);
        properties.put("kessai.cryptography.keys.cavv", CAVV_KEY);
        properties.put("kessai.cryptography.keys.cryptogram", CRYPTOGRAM_KEY + "/08D7B4");
        properties.put("kessai.cryptography.keys.pin-encryption", PIN_BLOCK_KEY);
        properties.put("kessai.cryptography.keys.pin-verification", PVV_KEY);
        properties.put("kessai.cryptography.cavv.value", "1..3");
        properties.put("kessai.cryptography.cavv.date", "5..8");
        properties.put("kessai.cryptography.cavv.service", "9..11");
        properties.putAll(others);
        properties.values().removeIf(String::isEmpty);
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(CryptographyConfig.class)
                .build()
                .getConfigMapping(CryptographyConfig.class);
    }

    /** DE35 of the stripe: number, expiry, service code, key index, PVV, CVV. */
    public static String stripe() {
        return track(SERVICE);
    }

    /** DE35 of the chip, with iCVV. */
    public static String chipTrack() {
        return track(CardVerificationValue.CHIP_SERVICE);
    }

    private static String track(String valueService) {
        String pvv = PinVerificationValue.of(key(PVV_KEY), PAN, 1, PIN);
        return PAN + "=" + EXPIRY + SERVICE + "1" + pvv + value(valueService);
    }

    /** CVV2. */
    public static String printed() {
        return value(CardVerificationValue.PRINTED_SERVICE);
    }

    private static String value(String service) {
        return CardVerificationValue.of(key(CARD_VALUE_KEY), PAN, EXPIRY, service);
    }

    /** The CAVV of an authentication, in hex, as {@link #configured} finds its parts. */
    public static String cavv() {
        String value = CardVerificationValue.of(key(CAVV_KEY), PAN, "0042", "207");
        return value + "F" + "0042" + "207" + "F".repeat(29);
    }

    /** DE52 of format 0. */
    public static String pinBlock(String pin) {
        return pinBlock(pin, PIN_BLOCK_KEY);
    }

    /** The same under another key. */
    public static String pinBlock(String pin, String key) {
        byte[] zone = Hex.bytes(key);
        return Hex.of(new PinBlocks(1).of(PinBlockFormat.ISO_0, zone, pin, PAN));
    }

    /** DE55 of a purchase of version 10, with a right cryptogram. */
    public static String chip(int counter) {
        byte[] issuerData = Hex.bytes("06010A03A06010");
        Chip chip = Chip.visa().with("9F36", "%04X".formatted(counter)).with("9F27", "80");
        Bytes data = CryptogramVersion.VISA_10.data(chip.tlv(), issuerData).orElseThrow();
        DesKey card = ChipKeys.ofCard(key(CRYPTOGRAM_KEY), ChipKeys.Derivation.OPTION_A, PAN, "00");
        String arqc = Hex.of(card.mac(data.toArray()));
        return chip.with("9F10", Hex.of(issuerData)).with("9F26", arqc).bytes().toHex();
    }

    private static DesKey key(String hex) {
        return DesKey.of(Hex.bytes(hex));
    }
}
