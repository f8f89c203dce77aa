package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.authorization.link.AnswerPolicy;
import io.kessai.authorization.link.LinkConfigurationException;
import io.kessai.authorization.link.LinkEnd;
import io.kessai.authorization.link.LinkLimits;
import io.kessai.authorization.link.LinkSettings;
import io.kessai.authorization.link.LinksConfig;
import io.kessai.authorization.link.MessageOutcome;
import io.kessai.authorization.reply.ResponseCodes;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import io.kessai.iso8583.Message;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each link answers with the response codes of its network, as configured. */
class LinkWritersTest {
    private static final Message REQUEST =
            Message.builder("0100").text(7, "1121080000").text(11, "000001").build();

    @ParameterizedTest
    @EnumSource(Reason.class)
    void withoutConfigurationEveryLinkHasTheGenericCodes(Reason reason) {
        String generic = ResponseCodes.generic().of(reason);
        assertEquals(generic, code(LinkWriters.of(config(Map.of())), "default", reason));
        assertEquals(generic, code(LinkWriters.generic(), "any", reason));
    }

    @Test
    void aLinkHasItsOwnCodesAndTheOthersKeepTheirs() {
        LinkWriters writers =
                LinkWriters.of(
                        config(
                                Map.of(
                                        "kessai.links.acme.response-codes",
                                        "VERIFIED=00, CARD_UNKNOWN=05",
                                        "kessai.links.other.response-codes",
                                        "FORMAT_ERROR=12,CARD_UNKNOWN=56")));
        assertEquals("00", code(writers, "acme", Reason.VERIFIED));
        assertEquals("05", code(writers, "acme", Reason.CARD_UNKNOWN));
        assertEquals("51", code(writers, "acme", Reason.INSUFFICIENT_FUNDS));
        assertEquals("56", code(writers, "other", Reason.CARD_UNKNOWN));
        assertEquals("85", code(writers, "other", Reason.VERIFIED));
        assertEquals("14", code(writers, "default", Reason.CARD_UNKNOWN));
        assertEquals(Optional.of("12"), writers.of(link("other")).formatError(REQUEST, 3).text(39));
        assertEquals(Optional.of("30"), writers.of(link("acme")).formatError(REQUEST, 3).text(39));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    VERIFIED              | must be REASON=CODE
                    VERIFIED=0            | must be REASON=CODE
                    NO_SUCH=05            | knows no reason NO_SUCH: it must be one of [APPROVED,
                    INSUFFICIENT_FUNDS=00 | cannot have INSUFFICIENT_FUNDS=00: INSUFFICIENT_FUNDS says no: its code must be none of [00, 08,
                    LATE=10               | LATE says no: its code must be none of
                    APPROVED=05           | cannot have APPROVED=05: APPROVED says yes: its code must be one of [00, 08,
                    """)
    void codesThatCannotBeUsedAreOneLineWithKeyRuleAndRemedy(String words, String rule) {
        LinksConfig config = config(Map.of("kessai.links.acme.response-codes", words));
        List<String> refusals = LinkWriters.refusals(config);
        assertEquals(1, refusals.size(), refusals::toString);
        assertTrue(
                refusals.getFirst().startsWith("kessai.links.acme.response-codes "),
                refusals::toString);
        assertTrue(refusals.getFirst().contains(rule), refusals::toString);
        assertThrows(LinkConfigurationException.class, () -> LinkWriters.of(config));
    }

    @Test
    void everyLinkAtFaultIsNamedInOneStart() {
        List<String> refusals =
                LinkWriters.refusals(
                        config(
                                Map.of(
                                        "kessai.links.two.response-codes", "X=00",
                                        "kessai.links.one.response-codes", "Y=00",
                                        "kessai.links.three.response-codes", "VERIFIED=00")));
        assertEquals(2, refusals.size(), refusals::toString);
        assertTrue(refusals.get(0).startsWith("kessai.links.one."));
        assertTrue(refusals.get(1).startsWith("kessai.links.two."));
    }

    /** A link looks its own answers up by the outcome's name: it must be the reason's. */
    @ParameterizedTest
    @EnumSource(
            value = MessageOutcome.class,
            names = {"FORMAT_ERROR", "LINK_NOT_SIGNED_ON", "SYSTEM_MALFUNCTION"})
    void whatALinkAnswersByItselfIsNamedAsItsReason(MessageOutcome outcome) {
        assertEquals(outcome.name(), Reason.valueOf(outcome.name()).name());
    }

    private static String code(LinkWriters writers, String link, Reason reason) {
        return writers.of(link(link))
                .response(
                        REQUEST,
                        new Answer(reason, "", new SentAmount(0, 392), Optional.empty(), List.of()))
                .text(39)
                .orElseThrow();
    }

    private static LinkSettings link(String name) {
        return new LinkSettings(
                name,
                "default",
                new LinkEnd.Listens("127.0.0.1", 0, Optional.empty()),
                Dialect.iso87Ascii(),
                FrameFormat.parse("2-byte").orElseThrow(),
                AnswerPolicy.GENERIC,
                new LinkLimits(1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }

    private static LinksConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(LinksConfig.class)
                .build()
                .getConfigMapping(LinksConfig.class);
    }
}
