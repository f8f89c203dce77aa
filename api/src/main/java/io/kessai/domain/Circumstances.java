package io.kessai.domain;

/**
 * In which circumstances an authorization was asked for, as its dialect tells them.
 *
 * @param isPreAuthorization whether the merchant marked the amount as an estimate that is settled
 *     later (Mastercard: DE61.7 = 4)
 */
public record Circumstances(Scheme scheme, Presence presence, boolean isPreAuthorization) {

    /** Of what came over no network, or of a network that does not tell. */
    public static final Circumstances UNKNOWN =
            new Circumstances(Scheme.OTHER, Presence.UNKNOWN, false);
}
