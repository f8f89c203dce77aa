package io.kessai.authorization.cryptography;

/** How a PIN is verified. */
enum PinMethod {
    /** Against a PIN verification value, which a key index stands before. */
    PVV(5),
    /** Against an IBM 3624 offset. */
    OFFSET(4);

    private final int referenceDigits;

    PinMethod(int referenceDigits) {
        this.referenceDigits = referenceDigits;
    }

    /** Digits of the reference on the track. */
    int referenceDigits() {
        return referenceDigits;
    }
}
