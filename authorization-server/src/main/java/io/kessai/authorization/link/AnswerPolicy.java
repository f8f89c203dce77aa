package io.kessai.authorization.link;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a link answers where networks differ.
 *
 * @param requireSignOn whether messages are answered 91 until the network has signed on
 * @param codes response codes (DE39) in place of the generic ones, by the name of our reason; two
 *     characters, as in 1987, whatever edition the link speaks
 */
public record AnswerPolicy(boolean requireSignOn, Map<String, String> codes) {
    /** Every message is answered from the start, with the generic codes. */
    public static final AnswerPolicy GENERIC = new AnswerPolicy(false, Map.of());

    private static final Pattern WORD = Pattern.compile("([A-Z_]+)=([0-9A-Z]{2})");

    public AnswerPolicy {
        codes = Map.copyOf(codes);
    }

    /**
     * Reads the words of {@code response-codes}, each {@code REASON=CODE}. Which reasons there are
     * is not known here.
     *
     * @return the code by the name of its reason
     * @throws LinkConfigurationException when a word is not of this form, or names a reason again
     */
    public static Map<String, String> codes(String link, List<String> words) {
        Map<String, String> codes = new TreeMap<>();
        for (String text : words) {
            Matcher word = WORD.matcher(text.strip());
            if (!word.matches()) {
                throw fault(
                        link,
                        "must be REASON=CODE, separated by commas, each code two characters of"
                                + " 0-9 and A-Z, such as VERIFIED=00; not '"
                                + text.strip()
                                + "'");
            }
            if (codes.put(word.group(1), word.group(2)) != null) {
                throw fault(link, "must name " + word.group(1) + " once");
            }
        }
        return codes;
    }

    /** The code for what a link answers by itself. */
    String code(MessageOutcome reason, String generic) {
        return codes.getOrDefault(reason.name(), generic);
    }

    /** A fault of {@code response-codes}: the rule, and what to write instead. */
    public static LinkConfigurationException fault(String link, String fault) {
        return new LinkConfigurationException(link, "response-codes", fault);
    }
}
