package io.kessai.authorization.link;

/** The configuration of links cannot be used; the text names the key and what to write instead. */
public final class LinkConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LinkConfigurationException(String text) {
        super(text);
    }

    LinkConfigurationException(String link, String key, String fault) {
        super("kessai.links." + link + "." + key + " " + fault);
    }
}
