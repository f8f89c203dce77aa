package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.FrameFormat;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        assertEquals("127.0.0.1", link.host());
        assertEquals(8583, link.port());
        assertEquals("iso87-ascii", link.dialect().name());
        assertEquals("2-byte", link.frame().toString());
        assertEquals(FrameFormat.MAX_BYTES_DEFAULT, link.frame().maxBytes());
        assertEquals(
                new LinkLimits(1_048_576, 16, Duration.ofMinutes(1), Duration.ofSeconds(10)),
                link.limits());
        assertEquals(Optional.empty(), link.tls());
        assertEquals(false, link.requireSignOn());
    }

    @Test
    void thePortOfTheDefaultLinkComesFromTheEnvironment() {
        assertEquals(9583, only(Map.of("KESSAI_ISO_PORT", "9583")).port());
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
                                Map.entry("kessai.links.acme.connections-max", "3"),
                                Map.entry("kessai.links.acme.outbound-bytes-max", "65536"),
                                Map.entry("kessai.links.acme.echo-interval", "PT30S"),
                                Map.entry("kessai.links.acme.echo-limit", "PT5S"),
                                Map.entry("kessai.links.acme.tls.certificate", pem),
                                Map.entry("kessai.links.acme.tls.key", pem),
                                Map.entry("kessai.links.acme.tls.client-authorities", pem)));
        assertEquals("acme", link.name());
        assertEquals("acme", link.network());
        assertEquals("0.0.0.0", link.host());
        assertEquals(7000, link.port());
        assertEquals("iso87-binary", link.dialect().name());
        assertEquals("ascii4,inclusive,tpdu", link.frame().toString());
        assertEquals(2048, link.frame().maxBytes());
        assertTrue(link.requireSignOn());
        assertEquals(
                new LinkLimits(65_536, 3, Duration.ofSeconds(30), Duration.ofSeconds(5)),
                link.limits());
        Path file = Path.of(pem);
        assertEquals(Optional.of(new LinkTls(file, file, Optional.of(file))), link.tls());
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
                    """)
    void whatCannotBeUsedIsRefusedByName(String key, String value, String fault) {
        LinkConfigurationException refused =
                assertThrows(
                        LinkConfigurationException.class,
                        () -> read(Map.of("kessai.links.default." + key, value)));
        String text = String.valueOf(refused.getMessage());
        assertTrue(text.startsWith("kessai.links.default." + key + " "), text);
        assertTrue(text.contains(fault), text);
    }

    @Test
    void tlsNeedsItsKey() throws Exception {
        String pem = Files.createFile(folder.resolve("any.pem")).toString();
        LinkConfigurationException refused =
                assertThrows(
                        LinkConfigurationException.class,
                        () -> read(Map.of("kessai.links.default.tls.certificate", pem)));
        assertTrue(String.valueOf(refused.getMessage()).contains("tls.key"));
    }

    private static LinkSettings only(Map<String, String> properties) {
        List<LinkSettings> links = read(properties);
        assertEquals(1, links.size(), links::toString);
        return links.getFirst();
    }

    private static List<LinkSettings> read(Map<String, String> properties) {
        return LinkSettingsReader.read(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(properties, "test", 100))
                        .withMapping(LinksConfig.class)
                        .build()
                        .getConfigMapping(LinksConfig.class),
                LinkDialects.read(Optional.empty()));
    }
}
