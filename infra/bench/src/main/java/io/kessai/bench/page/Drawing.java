package io.kessai.bench.page;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An SVG image as it is drawn, element after element, on white.
 *
 * <p>Text is escaped; a style is a list of XML attributes and is not. Positions are pixels from the
 * upper left corner. Not thread-safe.
 */
final class Drawing {
    private static final DecimalFormatSymbols SYMBOLS =
            DecimalFormatSymbols.getInstance(Locale.ROOT);

    private final StringBuilder elements = new StringBuilder();
    private final DecimalFormat coordinate = new DecimalFormat("0.##", SYMBOLS);

    /** A position in the image. */
    record Position(double x, double y) {}

    /**
     * @param title what a reader gets who cannot see the image
     */
    Drawing(String title, int width, int height) {
        elements.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" role="img"
                    width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s"
                    font-family="system-ui, sans-serif" font-size="12">
                <title>%3$s</title>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                """
                        .formatted(coordinate(width), coordinate(height), escaped(title)));
    }

    void line(Position from, Position to, String style) {
        add(
                "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" %s/>"
                        .formatted(
                                coordinate(from.x()),
                                coordinate(from.y()),
                                coordinate(to.x()),
                                coordinate(to.y()),
                                style));
    }

    void polyline(List<Position> positions, String style) {
        String points =
                positions.stream()
                        .map(position -> coordinate(position.x()) + "," + coordinate(position.y()))
                        .collect(Collectors.joining(" "));
        add("<polyline points=\"%s\" %s/>".formatted(points, style));
    }

    /**
     * @param path drawn around a position
     */
    void marker(Position position, String path, String style) {
        add(
                "<path transform=\"translate(%s %s)\" d=\"%s\" %s/>"
                        .formatted(
                                coordinate(position.x()), coordinate(position.y()), path, style));
    }

    void text(Position position, String text, String style) {
        add(
                "<text x=\"%s\" y=\"%s\" %s>%s</text>"
                        .formatted(
                                coordinate(position.x()),
                                coordinate(position.y()),
                                style,
                                escaped(text)));
    }

    /** Text that is read from below. */
    void textUpwards(Position position, String text, String style) {
        String x = coordinate(position.x());
        String y = coordinate(position.y());
        text(position, text, style + " transform=\"rotate(-90 %s %s)\"".formatted(x, y));
    }

    /** The image with what was drawn so far. */
    String svg() {
        return elements + "</svg>\n";
    }

    /** A number as it is written in a text: thousands apart, no zeros at the end. */
    static String number(Number number) {
        return new DecimalFormat("#,##0.######", SYMBOLS).format(number);
    }

    private void add(String element) {
        elements.append(element).append('\n');
    }

    private String coordinate(double pixels) {
        return coordinate.format(pixels);
    }

    private static String escaped(String text) {
        return text.codePoints().mapToObj(Drawing::escaped).collect(Collectors.joining());
    }

    private static String escaped(int character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            default -> isXml(character) ? Character.toString(character) : "\ufffd";
        };
    }

    /** XML 1.0, production 2: most control characters and lone surrogates have no place in it. */
    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xd7ff)
                || (character >= 0xe000 && character <= 0xfffd)
                || character >= 0x10000;
    }
}
