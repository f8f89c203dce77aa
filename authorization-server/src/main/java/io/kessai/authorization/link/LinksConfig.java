package io.kessai.authorization.link;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The links by name: {@code kessai.links.NAME.port} and so on; {@code kessai.links.port} without a
 * name means the link {@code default}, which is there unless it is disabled.
 *
 * <p>Names and defaults are a public contract. Specification: LinksConfigTest.
 */
@ConfigMapping(prefix = "kessai.links")
public interface LinksConfig {
    /** The link that is there without any configuration. */
    String DEFAULT_LINK = "default";

    @WithParentName
    @WithUnnamedKey(DEFAULT_LINK)
    Map<String, LinkConfig> links();

    /** One link. */
    interface LinkConfig {

        /** Whether it is opened. */
        @WithDefault("true")
        boolean enabled();

        /** The address it listens on, unless it dials. */
        @WithDefault("127.0.0.1")
        String host();

        /** The TCP port it listens on; 0 takes any free one. */
        @WithDefault("${KESSAI_ISO_PORT:8583}")
        int port();

        /** The card network behind it: part of every message's natural key. */
        @WithDefault("default")
        String network();

        /** A built-in dialect, or the path of a file whose name ends in {@code .dialect}. */
        @WithDefault("iso87-ascii")
        String dialect();

        /**
         * The frame header: {@code 2-byte}, {@code ascii4}, {@code binary4}, {@code bcd2} or {@code
         * 2-byte+00}, then {@code ,inclusive} and {@code ,tpdu} or {@code ,visa} where they apply.
         */
        @WithDefault("2-byte")
        String frame();

        /** The longest frame in bytes, without its length; a longer one closes the connection. */
        @WithDefault("4096")
        int frameBytesMax();

        /** Whether messages are answered 91 until the network has signed on. */
        @WithDefault("false")
        boolean requireSignOn();

        /**
         * Whether the network may block a card by a file update (0302); else those are answered 12.
         */
        @WithDefault("false")
        boolean allowBlock();

        /** Whether the network is told by file updates which cards we block and unblock. */
        @WithDefault("false")
        boolean fileUpdates();

        /**
         * Response codes in place of the generic ones: {@code REASON=CODE} separated by commas, a
         * reason as {@code Reason} names it, a code in the two characters of 1987 whatever the
         * dialect's edition.
         */
        Optional<List<String>> responseCodes();

        /** Connections open at once to a link that listens; further ones are closed at once. */
        @WithDefault("16")
        int connectionsMax();

        /** Bytes that may wait for a slow reader; more closes the connection. */
        @WithDefault("1048576")
        int outboundBytesMax();

        /** The silence after which our own echo (0800/301) goes out. */
        @WithDefault("PT1M")
        Duration echoInterval();

        /** How long that echo may stay unanswered before the connection is closed. */
        @WithDefault("PT10S")
        Duration echoLimit();

        /** Where it connects to, when {@code hosts} is set; else it listens. */
        DialConfig dial();

        /**
         * TLS: of a link that listens when {@code certificate} is set, of one that dials when
         * {@code server-authorities} is.
         */
        TlsConfig tls();
    }

    /** A link that opens its connection itself. */
    interface DialConfig {

        /**
         * {@code HOST:PORT} separated by commas: tried in this order, one connection at a time.
         * Turns dialling on.
         */
        Optional<List<String>> hosts();

        /** How long a connection may take to open, its TLS handshake too. */
        @WithDefault("PT5S")
        Duration connectLimit();

        /** How long our sign-on (0800/001) may stay unanswered before the connection is closed. */
        @WithDefault("PT10S")
        Duration signOnLimit();

        /** The wait after the first round over the hosts; it doubles with each further one. */
        @WithDefault("PT1S")
        Duration retryFirst();

        /** The longest wait; of each a part up to a half is left to chance. */
        @WithDefault("PT1M")
        Duration retryMax();
    }

    /** PEM files of one link. */
    interface TlsConfig {

        /**
         * Our certificate and its intermediates: turns TLS on for a link that listens, and is what
         * one that dials shows when it is asked.
         */
        Optional<Path> certificate();

        /** Our private key, PKCS #8. */
        Optional<Path> key();

        /** Who may sign the certificates of a network that connects to us; turns mTLS on. */
        Optional<Path> clientAuthorities();

        /** Who may sign the certificate of a network that we dial; turns TLS on. */
        Optional<Path> serverAuthorities();

        /**
         * Says that the line is protected by other means, such as a VPN: without it, a link in
         * plain text beyond loopback is refused outside the local profile.
         */
        @WithDefault("false")
        boolean external();
    }
}
