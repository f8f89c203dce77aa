package io.kessai.authorization.record;

/**
 * Another server journaled a message's key between our look and our insert: run the batch again.
 */
final class KeyTakenException extends Exception {

    KeyTakenException() {
        super("a message's key was taken by another server", null, false, false);
    }
}
