package io.kessai.local.proofs;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A key for PIN blocks that a network gives the server during the day: 32 hex digits of it under
 * the zone master key, then its check value (docs/authorization.md, section 1). Immutable and
 * thread-safe.
 */
public final class NewPinKey {
    private static final TripleDes MASTER = TripleDes.of(TestKeys.ZONE_MASTER);
    private static final TripleDes BEFORE = TripleDes.of(TestKeys.PIN_ENCRYPTION);

    private static final int KEY_DIGITS = 32;
    private static final String ZEROS = "0".repeat(16);

    /** In the first of the three bytes that every network sends. */
    private static final String ONE_BIT = "0100000000000000";

    private static final String LAYOUT = "[0-9A-F]{38,48}";

    private final String clear;
    private final TripleDes key;

    private NewPinKey(String clear) {
        this.clear = clear;
        this.key = TripleDes.of(clear);
    }

    /** Any 16 bytes: odd parity is not demanded. */
    public static NewPinKey of(SplittableRandom random) {
        return new NewPinKey("%016X%016X".formatted(random.nextLong(), random.nextLong()));
    }

    /**
     * The key that a message brings; nothing where its check value is of another.
     *
     * @param sent with 6 to 16 digits of the check value
     */
    public static Optional<NewPinKey> read(String sent) {
        if (!sent.matches(LAYOUT)) {
            return Optional.empty();
        }
        NewPinKey key = new NewPinKey(MASTER.decrypt(sent.substring(0, KEY_DIGITS)));
        return key.checkValue().startsWith(sent.substring(KEY_DIGITS))
                ? Optional.of(key)
                : Optional.empty();
    }

    /** As a message brings it, with all 16 digits of the check value. */
    public String sent() {
        return MASTER.encrypt(clear) + checkValue();
    }

    /** The same with the check value of another key. */
    public String falselySent() {
        return MASTER.encrypt(clear) + TripleDes.xor(checkValue(), ONE_BIT);
    }

    /**
     * A PIN block that is under the key before any change, under this one.
     *
     * @param block 16 hex digits, as is what comes back
     */
    public String translated(String block) {
        return key.encrypt(BEFORE.decrypt(block));
    }

    private String checkValue() {
        return key.encrypt(ZEROS);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "NewPinKey " + key.checkValue();
    }
}
