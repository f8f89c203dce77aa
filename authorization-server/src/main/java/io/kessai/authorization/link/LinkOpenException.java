package io.kessai.authorization.link;

/** A link cannot listen: its address is taken or not ours, or its TLS files cannot be used. */
public final class LinkOpenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LinkOpenException(LinkSettings link, Throwable cause) {
        super(
                "link "
                        + link.name()
                        + " cannot listen on "
                        + link.host()
                        + ":"
                        + link.port()
                        + ": "
                        + cause.getMessage(),
                cause);
    }
}
