package io.kessai.authorization.cryptography;

import java.util.List;

/** What one message carries. */
record Proofs(Proof cryptogram, Proof trackValue, Proof printedValue, Proof cavv, Proof pin) {

    List<Proof> all() {
        return List.of(cryptogram, trackValue, printedValue, cavv, pin);
    }
}
