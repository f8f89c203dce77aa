package io.kessai.authorization.cryptography;

/** A key that a PIN block may be encrypted under. */
sealed interface PinKey permits PinKey.Configured, ZoneKey {

    PinKey CONFIGURED = new Configured();

    /** {@link KeyUse#PIN_ENCRYPTION}, until the network has changed it. */
    record Configured() implements PinKey {}
}
