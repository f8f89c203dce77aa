package io.kessai.authorization.link;

/**
 * What file updates (0302) a link takes and sends.
 *
 * @param allowsBlock whether the network may block a card
 * @param sends whether the network is told which cards we block and unblock
 */
public record FilePolicy(boolean allowsBlock, boolean sends) {
    /** None in either direction. */
    public static final FilePolicy NONE = new FilePolicy(false, false);
}
