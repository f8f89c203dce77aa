package io.kessai.authorization.cryptography;

import io.kessai.domain.Pan;
import io.kessai.domain.Secret;
import java.util.Set;

/**
 * A card verification value and what it was made of.
 *
 * @param date four digits: the expiry YYMM, but in a CAVV
 * @param service three digits: the service code, or what stands in for it
 * @param value three digits as sent
 */
record CardValue(Kind kind, Pan pan, String date, String service, Secret value) implements Proof {

    /** Where the value was. */
    enum Kind {
        /** On the track (CVV), or in a chip's image of it (iCVV). */
        TRACK,
        /** On the card (CVV2). */
        PRINTED,
        /** In a 3-D Secure authentication. */
        CAVV
    }

    KeyUse key() {
        return switch (kind) {
            case TRACK, PRINTED -> KeyUse.CARD_VALUE;
            case CAVV -> KeyUse.CAVV;
        };
    }

    @Override
    public Set<KeyUse> keys() {
        return Set.of(key());
    }

    /** Only the kind. */
    @Override
    public String toString() {
        return "CardValue[" + kind + "]";
    }
}
