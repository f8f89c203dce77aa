package io.kessai.iso8583;

/** What networks are told about the verification values of a card. */
public enum CardVerification {
    /** The printed value (CVV2, CVC 2) is the card's. */
    MATCHED,
    /** The printed value is not the card's. */
    FAILED,
    /** A printed value was sent and nobody verified it. */
    UNPROCESSED,
    /** The value on the track (CVV, CVC 1) is not the card's. */
    TRACK_FAILED
}
