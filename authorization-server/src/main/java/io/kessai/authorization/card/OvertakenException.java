package io.kessai.authorization.card;

/** Another transaction wrote this natural key first: roll back and look again. */
final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OvertakenException(String message) {
        super(message);
    }
}
