package io.kessai.ipm;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/** Writes messages of one layout in one encoding. Immutable and thread-safe. */
final class MessageEncoder {
    private static final int BITS = 64;
    private static final int CARRIER_MAX = 999;
    private static final int CHIP_DATA = 55;

    private final IpmLayout layout;
    private final IpmEncoding encoding;

    MessageEncoder(IpmLayout layout, IpmEncoding encoding) {
        this.layout = layout;
        this.encoding = encoding;
    }

    /**
     * The record without its length.
     *
     * @throws IllegalArgumentException naming the element that the layout cannot carry so: the
     *     caller's own bug
     */
    byte[] encode(IpmDraft draft) {
        Map<Integer, String> elements = new TreeMap<>(draft.elements());
        packSubelements(draft, elements);
        if (draft.chipData().length() > 0) {
            elements.put(CHIP_DATA, "");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeText(draft.type(), out);
        out.writeBytes(bitmap(elements));
        elements.forEach((number, content) -> writeElement(draft, number, content, out));
        return out.toByteArray();
    }

    private void writeElement(
            IpmDraft draft, int number, String content, ByteArrayOutputStream out) {
        ElementLayout element =
                layout.element(number).orElseThrow(() -> refused(number, "is not in the layout"));
        int length = number == CHIP_DATA ? draft.chipData().length() : content.length();
        boolean fits =
                element.prefixDigits() == 0
                        ? length == element.length()
                        : length <= element.length();
        if (!fits) {
            throw refused(number, "has " + length + " bytes");
        }
        if (element.prefixDigits() > 0) {
            writeText(Digits.of(length, element.prefixDigits()), out);
        }
        if (number == CHIP_DATA) {
            out.writeBytes(draft.chipData().toArray());
        } else {
            writeText(content, out);
        }
    }

    private static byte[] bitmap(Map<Integer, String> elements) {
        byte[] bitmap = new byte[2 * BITS / Byte.SIZE];
        bitmap[0] = (byte) 0x80;
        for (int number : elements.keySet()) {
            bitmap[(number - 1) / Byte.SIZE] |= (byte) (0x80 >>> (number - 1) % Byte.SIZE);
        }
        return bitmap;
    }

    /** Fills the carriers in their order with whole PDSs. */
    private static void packSubelements(IpmDraft draft, Map<Integer, String> elements) {
        if (draft.subelements().isEmpty()) {
            return;
        }
        int carrier = 0;
        StringBuilder content = new StringBuilder();
        for (Map.Entry<Integer, String> pds : draft.subelements().entrySet()) {
            String text =
                    Digits.of(pds.getKey(), 4)
                            + Digits.of(pds.getValue().length(), 3)
                            + pds.getValue();
            if (content.length() + text.length() > CARRIER_MAX) {
                put(elements, carrier++, content);
                content.setLength(0);
            }
            content.append(text);
        }
        put(elements, carrier, content);
    }

    private static void put(Map<Integer, String> elements, int carrier, StringBuilder content) {
        if (carrier >= IpmLayout.PDS_ELEMENTS.length) {
            throw new IllegalArgumentException("the PDSs do not fit into five elements");
        }
        if (elements.put(IpmLayout.PDS_ELEMENTS[carrier], content.toString()) != null) {
            throw refused(IpmLayout.PDS_ELEMENTS[carrier], "is set beside PDSs");
        }
    }

    private void writeText(String text, ByteArrayOutputStream out) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                throw new IllegalArgumentException("a character is not in ISO 8859-1");
            }
            out.write(encoding.of(text.charAt(i)));
        }
    }

    private static IllegalArgumentException refused(int number, String what) {
        return new IllegalArgumentException("DE " + number + " " + what);
    }
}
