package io.kessai.authorization;

import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.link.AnswerPolicy;
import io.kessai.authorization.link.LinkConfigurationException;
import io.kessai.authorization.link.LinkSettings;
import io.kessai.authorization.link.LinksConfig;
import io.kessai.authorization.link.LinksConfig.LinkConfig;
import io.kessai.authorization.reply.ResponseCodes;
import io.kessai.authorization.reply.ResponseWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes answers with the response codes, and in the units, of the link that they leave by.
 * Thread-safe.
 *
 * <p>Configuration: {@code kessai.links.NAME.response-codes}. Specification: LinkWritersTest.
 */
final class LinkWriters {
    private static final ResponseWriter GENERIC = new ResponseWriter(ResponseCodes.generic());

    private final Map<String, ResponseWriter> own;

    private LinkWriters(Map<String, ResponseWriter> own) {
        this.own = Map.copyOf(own);
    }

    /** Every link answers with the generic codes. */
    static LinkWriters generic() {
        return new LinkWriters(Map.of());
    }

    /**
     * As configured.
     *
     * @throws LinkConfigurationException where {@link #refusals} would say why
     */
    static LinkWriters of(LinksConfig config) {
        Map<String, ResponseWriter> own = new TreeMap<>();
        config.links()
                .forEach(
                        (name, link) ->
                                own.put(
                                        name,
                                        new ResponseWriter(
                                                ResponseCodes.genericExcept(codes(name, link)))));
        return new LinkWriters(own);
    }

    /** One line for each link whose codes cannot be used, naming key, rule and remedy. */
    static List<String> refusals(LinksConfig config) {
        List<String> refusals = new ArrayList<>();
        new TreeMap<>(config.links()).forEach((name, link) -> check(name, link, refusals));
        return refusals;
    }

    private static void check(String name, LinkConfig link, List<String> refusals) {
        try {
            codes(name, link);
        } catch (LinkConfigurationException e) {
            refusals.add(String.valueOf(e.getMessage()));
        }
    }

    ResponseWriter of(LinkSettings link) {
        return own.getOrDefault(link.name(), GENERIC).in(link.dialect());
    }

    private static Map<Reason, String> codes(String name, LinkConfig link) {
        Map<Reason, String> codes = new EnumMap<>(Reason.class);
        AnswerPolicy.codes(name, link.responseCodes().orElse(List.of()))
                .forEach((word, code) -> codes.put(reason(name, word, code), code));
        return codes;
    }

    private static Reason reason(String link, String word, String code) {
        Reason reason =
                Arrays.stream(Reason.values())
                        .filter(known -> known.name().equals(word))
                        .findFirst()
                        .orElseThrow(() -> AnswerPolicy.fault(link, unknown(word)));
        ResponseCodes.fault(reason, code)
                .ifPresent(
                        fault -> {
                            throw AnswerPolicy.fault(
                                    link, "cannot have " + word + "=" + code + ": " + fault);
                        });
        return reason;
    }

    private static String unknown(String word) {
        return "knows no reason " + word + ": it must be one of " + List.of(Reason.values());
    }
}
