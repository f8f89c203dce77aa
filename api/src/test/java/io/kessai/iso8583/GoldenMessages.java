package io.kessai.iso8583;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads the golden messages of a dialect from {@code golden/NAME.golden}.
 *
 * <p>The hex was derived from the dialect's table element by element, never taken from the codec.
 */
public final class GoldenMessages {

    /**
     * One golden message.
     *
     * @param name its kind and what it stands for
     * @param payload its bytes
     * @param described what the codec must say of it
     * @param card the card number that the description hides, or {@code none}
     */
    public record Golden(String name, Bytes payload, String described, String card) {
        @Override
        public String toString() {
            return name;
        }
    }

    private GoldenMessages() {}

    /** All golden messages of the dialect, in the file's order. */
    public static List<Golden> of(String dialect) {
        List<Golden> messages = new ArrayList<>();
        for (String section : resource("golden/" + dialect + ".golden").split("\n\\[", -1)) {
            if (!section.startsWith("#")) {
                messages.add(golden(section));
            }
        }
        return messages;
    }

    /** A resource of this package as text. */
    static String resource(String file) {
        try (InputStream in = GoldenMessages.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Golden golden(String section) {
        String name = section.substring(0, section.indexOf(']'));
        int described = section.indexOf("described\n");
        int card = section.indexOf("\ncard ");
        StringBuilder hex = new StringBuilder();
        section.substring(section.indexOf('\n') + 1, described)
                .lines()
                .forEach(line -> hex.append(line, 0, line.indexOf('|')));
        return new Golden(
                name,
                Bytes.of(HexFormat.of().parseHex(hex.toString().replace(" ", ""))),
                section.substring(described + "described\n".length(), card + 1),
                section.substring(card + "\ncard ".length()).strip());
    }
}
