package io.kessai.authorization.link;

import java.util.Locale;

/** What a link did with a message it could at least answer; the tag of its metric. */
public enum MessageOutcome {
    /** The flow has it. */
    HANDED_OVER,
    /** Network management, answered by the link. */
    MANAGED,
    /** The response to a network management request of our own. */
    HEARD,
    /** Unreadable behind its MTI: answered 30. */
    FORMAT_ERROR,
    /** The link's policy wants a sign-on first: answered 91. */
    LINK_NOT_SIGNED_ON,
    /** The flow failed on it by a bug: answered 96. */
    SYSTEM_MALFUNCTION;

    /** The stable word, such as {@code handed-over}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
