package io.kessai.clearing.exceptions;

/**
 * What a maker asks for.
 *
 * @param authorizationId that {@code link} names, else 0
 * @param accountId that {@code post} names, else 0
 * @param maker who asks
 * @param why not empty
 */
public record Resolution(
        long exceptionId,
        Action action,
        long authorizationId,
        long accountId,
        String maker,
        String why) {

    public Resolution {
        if (maker.isBlank() || why.isBlank()) {
            throw new IllegalArgumentException("a resolution is signed and says why");
        }
        if ((action == Action.LINK) != (authorizationId != 0)
                || (action == Action.POST) != (accountId != 0)) {
            throw new IllegalArgumentException(
                    "link names an authorization, post an account, the others neither");
        }
    }
}
