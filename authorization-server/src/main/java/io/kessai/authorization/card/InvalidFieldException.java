package io.kessai.authorization.card;

/**
 * A field of a request is missing or wrong. Thrown while reading it, caught by {@link CallEdge}.
 */
public final class InvalidFieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Names the field and the rule it breaks.
     *
     * @param field its path in the request, such as {@code amount.currency}
     * @param rule what it must be; never quotes what it is
     */
    public InvalidFieldException(String field, String rule) {
        super(field + " " + rule);
        this.field = field;
    }

    /** Path of the field in the request. */
    public String field() {
        return field;
    }
}
