package io.kessai.authorization.decide;

import io.kessai.domain.controls.EntryMode;

/**
 * Where and how the card was presented, as far as controls look at it.
 *
 * @param country of the card acceptor, two letters of ISO 3166-1; empty where it is not told
 * @param entryMode how the card number came into the terminal
 */
public record PointOfService(String country, EntryMode entryMode) {

    public static final PointOfService UNKNOWN = new PointOfService("", EntryMode.UNKNOWN);
}
