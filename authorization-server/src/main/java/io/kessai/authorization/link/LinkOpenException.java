package io.kessai.authorization.link;

/**
 * A link cannot listen, since its address is taken or not ours, or dial, since its dialect has no
 * words for a sign-on; or its TLS files cannot be used.
 */
public final class LinkOpenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LinkOpenException(LinkSettings link, Throwable cause) {
        super("link " + link.name() + told(link.end()) + ": " + cause.getMessage(), cause);
    }

    private static String told(LinkEnd end) {
        return switch (end) {
            case LinkEnd.Listens listens ->
                    " cannot listen on " + listens.host() + ":" + listens.port();
            case LinkEnd.Dials dials -> " cannot dial " + dials.hosts();
        };
    }
}
