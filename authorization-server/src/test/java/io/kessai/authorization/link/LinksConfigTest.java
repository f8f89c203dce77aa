package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.FrameFormat;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names, defaults and refusals of {@code kessai.links}: a public contract. */
class LinksConfigTest {
    @TempDir private Path folder;

    @Test
    void withoutConfigurationThereIsOneLinkCalledDefault() {
        LinkSettings link = only(Map.of());
        assertEquals("default", link.name());
        assertEquals("default", link.network());
        assertEquals(new LinkEnd.Listens("127.0.0.1", 8583, Optional.empty()), link.end());
        assertEquals("iso87-ascii", link.dialect().name());
        assertEquals("2-byte", link.frame().toString());
        assertEquals(FrameFormat.MAX_BYTES_DEFAULT, link.frame().maxBytes());
        assertEquals(
                new LinkLimits(1_048_576, 16, Duration.ofMinutes(1), Duration.ofSeconds(10)),
                link.limits());
        assertEquals(AnswerPolicy.GENERIC, link.answers());
        assertEquals(FilePolicy.NONE, link.files());
    }

    @Test
    void thePortOfTheDefaultLinkComesFromTheEnvironment() {
        assertEquals(
                new LinkEnd.Listens("127.0.0.1", 9583, Optional.empty()),
                only(Map.of("KESSAI_ISO_PORT", "9583")).end());
    }

    @Test
    void everyKeyIsRead() throws Exception {
        String pem = Files.createFile(folder.resolve("any.pem")).toString();
        LinkSettings link =
                only(
                        Map.ofEntries(
                                Map.entry("kessai.links.default.enabled", "false"),
                                Map.entry("kessai.links.acme.host", "0.0.0.0"),
                                Map.entry("kessai.links.acme.port", "7000"),
                                Map.entry("kessai.links.acme.network", "acme"),
                                Map.entry("kessai.links.acme.dialect", "iso87-binary"),
                                Map.entry("kessai.links.acme.frame", "ascii4,inclusive,tpdu"),
                                Map.entry("kessai.links.acme.frame-bytes-max", "2048"),
                                Map.entry("kessai.links.acme.require-sign-on", "true"),
                                Map.entry("kessai.links.acme.response-codes", "VERIFIED=00"),
                                Map.entry("kessai.links.acme.allow-block", "true"),
                                Map.entry("kessai.links.acme.file-updates", "true"),
                                Map.entry("kessai.links.acme.connections-max", "3"),
                                Map.entry("kessai.links.acme.outbound-bytes-max", "65536"),
                                Map.entry("kessai.links.acme.echo-interval", "PT30S"),
                                Map.entry("kessai.links.acme.echo-limit", "PT5S"),
                                Map.entry("kessai.links.acme.tls.certificate", pem),
                                Map.entry("kessai.links.acme.tls.key", pem),
                                Map.entry("kessai.links.acme.tls.client-authorities", pem)));
        assertEquals("acme", link.name());
        assertEquals("acme", link.network());
        assertEquals("iso87-binary", link.dialect().name());
        assertEquals("ascii4,inclusive,tpdu", link.frame().toString());
        assertEquals(2048, link.frame().maxBytes());
        assertEquals(new AnswerPolicy(true, Map.of("VERIFIED", "00")), link.answers());
        assertEquals(new FilePolicy(true, true), link.files());
        assertEquals(
                new LinkLimits(65_536, 3, Duration.ofSeconds(30), Duration.ofSeconds(5)),
                link.limits());
        Path file = Path.of(pem);
        LinkTls tls = new LinkTls(file, file, Optional.of(file));
        assertEquals(new LinkEnd.Listens("0.0.0.0", 7000, Optional.of(tls)), link.end());
    }

    @Test
    void aLinkThatDialsHasHostsAndTheseDefaults() {
        LinkSettings link = only(Map.of("kessai.links.default.dial.hosts", "127.0.0.1:7000"));
        assertEquals(
                new LinkEnd.Dials(
                        List.of(new NetworkHost("127.0.0.1", 7000)),
                        new DialLimits(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10),
                                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1))),
                        Optional.empty()),
                link.end());
    }

    @Test
    void everyKeyOfALinkThatDialsIsRead() throws Exception {
        String pem = Files.createFile(folder.resolve("any.pem")).toString();
        LinkSettings link =
                only(
                        Map.ofEntries(
                                Map.entry("kessai.links.default.enabled", "false"),
                                Map.entry(
                                        "kessai.links.acme.dial.hosts",
                                        "one.acme.example:7000, [::1]:7001"),
                                Map.entry("kessai.links.acme.dial.connect-limit", "PT1S"),
                                Map.entry("kessai.links.acme.dial.sign-on-limit", "PT2S"),
                                Map.entry("kessai.links.acme.dial.retry-first", "PT3S"),
                                Map.entry("kessai.links.acme.dial.retry-max", "PT4S"),
                                Map.entry("kessai.links.acme.tls.certificate", pem),
                                Map.entry("kessai.links.acme.tls.key", pem),
                                Map.entry("kessai.links.acme.tls.server-authorities", pem)));
        Path file = Path.of(pem);
        assertEquals(
                new LinkEnd.Dials(
                        List.of(
                                new NetworkHost("one.acme.example", 7000),
                                new NetworkHost("::1", 7001)),
                        new DialLimits(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                new Backoff(Duration.ofSeconds(3), Duration.ofSeconds(4))),
                        Optional.of(
                                new DialTls(file, Optional.of(new DialTls.Identity(file, file))))),
                link.end());
    }

    @Test
    void dialHostsAndCodesAreEnvironmentVariablesToo() {
        List<LinkSettings> links =
                readEnvironment(
                        Map.of(
                                "KESSAI_LINKS_DEFAULT_ENABLED", "false",
                                "KESSAI_LINKS_ACME_DIAL_HOSTS", "one:7000,two:7001",
                                "KESSAI_LINKS_ACME_DIAL_RETRY_MAX", "PT2S",
                                "KESSAI_LINKS_ACME_RESPONSE_CODES", "VERIFIED=00,CARD_UNKNOWN=05"));
        assertEquals(1, links.size(), links::toString);
        LinkEnd.Dials dials = (LinkEnd.Dials) links.getFirst().end();
        assertEquals("[one:7000, two:7001]", dials.hosts().toString());
        assertEquals(Duration.ofSeconds(2), dials.limits().backoff().max());
        assertEquals(
                Map.of("VERIFIED", "00", "CARD_UNKNOWN", "05"), links.getFirst().answers().codes());
    }

    @Test
    void aLinkThatDialsInPlainTextNeedsNoFilesAndOneWithFilesNeedsAuthorities() throws Exception {
        String pem = Files.createFile(folder.resolve("any.pem")).toString();
        Map<String, String> dials = Map.of("kessai.links.default.dial.hosts", "one:7000");
        Map<String, String> identity = new HashMap<>(dials);
        identity.put("kessai.links.default.tls.certificate", pem);
        identity.put("kessai.links.default.tls.key", pem);
        assertTrue(fault(identity).startsWith("kessai.links.default.tls.server-authorities must"));
        Map<String, String> half = new HashMap<>(dials);
        half.put("kessai.links.default.tls.server-authorities", pem);
        half.put("kessai.links.default.tls.certificate", pem);
        assertTrue(fault(half).startsWith("kessai.links.default.tls.key must name a readable"));
        Map<String, String> listeners = new HashMap<>(dials);
        listeners.put("kessai.links.default.tls.client-authorities", pem);
        assertTrue(fault(listeners).contains("tls.client-authorities is for a link that listens"));
    }

    @Test
    void severalLinksStandBesideTheDefaultOne() {
        assertEquals(
                List.of("acme", "default", "other"),
                read(Map.of("kessai.links.acme.port", "1", "kessai.links.other.port", "2")).stream()
                        .map(LinkSettings::name)
                        .toList());
    }

    @Test
    void aKeyWithoutANameIsTheDefaultLinks() {
        assertEquals("visa", only(Map.of("kessai.links.network", "visa")).network());
    }

    @Test
    void anOperatorsDialectIsAFile() throws Exception {
        Path file = folder.resolve("acme.dialect");
        try (var in = getClass().getResourceAsStream("/io/kessai/iso8583/iso87-ascii.dialect")) {
            Files.write(file, in.readAllBytes());
        }
        LinkSettings link = only(Map.of("kessai.links.default.dialect", file.toString()));
        assertEquals("acme", link.dialect().name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    port               | 65536         | from 0 to 65535
                    port               | -1            | from 0 to 65535
                    dialect            | iso99         | one of [iso87-ascii, iso87-binary,
                    dialect            | /no.dialect   | cannot be read
                    frame              | 3-byte        | must be 2-byte, ascii4
                    frame-bytes-max    | 0             | from 1
                    connections-max    | 0             | from 1
                    outbound-bytes-max | 4095          | from 4096
                    echo-interval      | PT0S          | longer than nothing
                    echo-limit         | PT-1S         | longer than nothing
                    tls.certificate    | /no/such.pem  | readable PEM file
                    tls.server-authorities | /any.pem  | is for a link that dials: set dial.hosts
                    dial.hosts         | one           | must be HOST:PORT or [IPV6]:PORT
                    dial.hosts         | one:0         | must be HOST:PORT or [IPV6]:PORT
                    dial.hosts         | one:1,two     | several separated by commas; not
                    response-codes     | VERIFIED      | must be REASON=CODE, separated by commas
                    response-codes     | VERIFIED=0    | each code two characters of 0-9 and A-Z
                    response-codes     | VERIFIED=000  | each code two characters of 0-9 and A-Z
                    response-codes     | Verified=00   | must be REASON=CODE, separated by commas
                    response-codes     | LATE=91,LATE=96 | must name LATE once
                    """)
    void whatCannotBeUsedIsRefusedByName(String key, String value, String fault) {
        String text = fault(Map.of("kessai.links.default." + key, value));
        assertTrue(text.startsWith("kessai.links.default." + key + " "), text);
        assertTrue(text.contains(fault), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dial.connect-limit | PT0S     | from PT0.001S to PT24H
                    dial.sign-on-limit | PT-1S    | from PT0.001S to PT24H
                    dial.retry-first   | PT0.0005S | from PT0.001S to PT24H
                    dial.retry-max     | P2D      | from PT0.001S to PT24H, not PT48H
                    dial.retry-max     | PT0.5S   | not be shorter than dial.retry-first
                    """)
    void aLimitOfDiallingThatCannotBeUsedIsRefusedByName(String key, String value, String rule) {
        String fault =
                fault(
                        Map.of(
                                "kessai.links.default.dial.hosts",
                                "one:7000",
                                "kessai.links.default." + key,
                                value));
        assertTrue(fault.startsWith("kessai.links.default." + key + " must "), fault);
        assertTrue(fault.contains(rule), fault);
    }

    @Test
    void tlsNeedsItsKey() throws Exception {
        String pem = Files.createFile(folder.resolve("any.pem")).toString();
        assertTrue(fault(Map.of("kessai.links.default.tls.certificate", pem)).contains("tls.key"));
    }

    private static LinkSettings only(Map<String, String> properties) {
        List<LinkSettings> links = read(properties);
        assertEquals(1, links.size(), links::toString);
        return links.getFirst();
    }

    private static String fault(Map<String, String> properties) {
        LinkConfigurationException refused =
                assertThrows(LinkConfigurationException.class, () -> read(properties));
        return String.valueOf(refused.getMessage());
    }

    private static List<LinkSettings> read(Map<String, String> properties) {
        return read(new PropertiesConfigSource(properties, "test", 100));
    }

    private static List<LinkSettings> readEnvironment(Map<String, String> variables) {
        return read(new EnvConfigSource(variables, 300));
    }

    private static List<LinkSettings> read(ConfigSource source) {
        return LinkSettingsReader.read(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(source)
                        .withMapping(LinksConfig.class)
                        .build()
                        .getConfigMapping(LinksConfig.class),
                LinkDialects.read(Optional.empty()));
    }
}
