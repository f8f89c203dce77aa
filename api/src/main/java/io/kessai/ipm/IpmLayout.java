package io.kessai.ipm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Which data elements and PDSs messages have, and what they contain.
 *
 * <p>A layout is a data file; the built-in one and an operator's are read by the same {@link
 * #parse}. The grammar is described at the head of {@code ipm.layout}. Immutable and thread-safe.
 */
public final class IpmLayout implements ParsedLayout {
    static final int ELEMENTS_MAX = 128;
    static final int PDS_MAX = 9_999;

    /** The elements that carry PDSs, in the order in which they are joined. */
    static final int[] PDS_ELEMENTS = {48, 62, 123, 124, 125};

    private static final IpmLayout STANDARD = load();

    private final ElementLayout[] elements = new ElementLayout[ELEMENTS_MAX + 1];
    private final PdsLayout[] subelements = new PdsLayout[PDS_MAX + 1];

    IpmLayout(Map<Integer, ElementLayout> elements, Map<Integer, PdsLayout> subelements) {
        elements.forEach((number, element) -> this.elements[number] = element);
        subelements.forEach((number, pds) -> this.subelements[number] = pds);
    }

    /** The layout that comes with the program. */
    public static IpmLayout standard() {
        return STANDARD;
    }

    /**
     * Reads a layout file.
     *
     * @param text the whole file
     */
    public static ParsedLayout parse(String text) {
        return new LayoutParser().parse(text);
    }

    /** Whether data element {@code number} is known. */
    public boolean defines(int number) {
        return element(number).isPresent();
    }

    /** The name of a data element, such as {@code processing code}. */
    public Optional<String> elementName(int number) {
        return element(number).map(ElementLayout::name);
    }

    /** The name of a PDS, such as {@code file id}; empty for one that is kept as it came. */
    public Optional<String> pdsName(int number) {
        return pds(number).map(PdsLayout::name);
    }

    Optional<ElementLayout> element(int number) {
        return number < 0 || number > ELEMENTS_MAX
                ? Optional.empty()
                : Optional.ofNullable(elements[number]);
    }

    Optional<PdsLayout> pds(int number) {
        return number < 0 || number > PDS_MAX
                ? Optional.empty()
                : Optional.ofNullable(subelements[number]);
    }

    static boolean carriesPds(int element) {
        for (int carrier : PDS_ELEMENTS) {
            if (carrier == element) {
                return true;
            }
        }
        return false;
    }

    private static IpmLayout load() {
        try (InputStream in = IpmLayout.class.getResourceAsStream("ipm.layout")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file ipm.layout");
            }
            return switch (parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
                case IpmLayout layout -> layout;
                case LayoutError error -> throw new IllegalStateException("ipm.layout: " + error);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
