package io.kessai.authorization.cryptography;

/** Nobody can say now whether a proof is right. The text holds no card data. */
final class UnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
        super(message);
    }
}
