package io.kessai.iso8583;

/** A line of a dialect file is at fault; caught by {@link DialectParser#parse} alone. */
final class DialectFault extends Exception {
    private static final long serialVersionUID = 1;

    private final transient DialectError error;

    DialectFault(int line, String rule, String remedy) {
        this.error = new DialectError(line, rule, remedy);
    }

    DialectError error() {
        return error;
    }
}
