package io.kessai.authorization.cryptography;

import io.kessai.authorization.decide.Finding;
import java.util.Set;

/** One of the things that a message may prove card or cardholder with. */
sealed interface Proof permits Proof.Known, Proof.Broken, CardValue, PinEntry, Cryptogram {

    /** Nothing is carried. */
    Proof ABSENT = new Known(Finding.ABSENT);

    /** Nothing is carried where something must be. */
    Proof MISSING = new Known(Finding.MISSING);

    /** It is of a kind that nobody verifies here. */
    Proof UNVERIFIED = new Known(Finding.UNVERIFIED);

    /** The keys without which it is not verified. */
    Set<KeyUse> keys();

    /** What needs neither key nor calculation to be found. */
    record Known(Finding finding) implements Proof {
        @Override
        public Set<KeyUse> keys() {
            return Set.of();
        }
    }

    /** What is so broken that no calculation can verify it. */
    record Broken(KeyUse key) implements Proof {
        @Override
        public Set<KeyUse> keys() {
            return Set.of(key);
        }
    }
}
