package io.kessai.authorization.link;

/** Where a connection stands with network management (0800). */
public enum LinkState {
    /** Open, and neither side has signed on or off yet. */
    CONNECTED,
    /** The network has signed on (DE70 001), or has accepted our own sign-on. */
    SIGNED_ON,
    /** The network has signed off (DE70 002), or we have, to shut down. */
    SIGNED_OFF
}
