package io.kessai.ipm;

/**
 * The card acceptor's name and location (DE43), each part without spaces around it and empty where
 * it was not sent.
 *
 * @param state region code of up to three characters
 * @param country of three letters (ISO 3166-1 alpha-3)
 */
public record CardAcceptor(
        String name, String street, String city, String postcode, String state, String country) {

    private static final int TAIL = 16;
    private static final int STATE = 10;
    private static final int COUNTRY = 13;

    /**
     * Takes name, street and city, each ended by a backslash (some senders: by a slash), then
     * postcode 10, state 3 and country 3. A text of another form is all name, and where it ends in
     * those 16 characters, they are taken from it.
     */
    public static CardAcceptor parse(String text) {
        char separator = text.indexOf('\\') >= 0 ? '\\' : '/';
        int first = text.indexOf(separator);
        int second = first < 0 ? -1 : text.indexOf(separator, first + 1);
        int third = second < 0 ? -1 : text.indexOf(separator, second + 1);
        if (third >= 0) {
            return located(
                    text.substring(0, first),
                    text.substring(first + 1, second),
                    text.substring(second + 1, third),
                    text.substring(third + 1));
        }
        return text.length() > TAIL
                ? located(text.substring(0, text.length() - TAIL), "", "", tailOf(text))
                : located(text, "", "", "");
    }

    private static String tailOf(String text) {
        return text.substring(text.length() - TAIL);
    }

    private static CardAcceptor located(String name, String street, String city, String tail) {
        return new CardAcceptor(
                name.strip(),
                street.strip(),
                city.strip(),
                part(tail, 0, STATE),
                part(tail, STATE, COUNTRY),
                part(tail, COUNTRY, TAIL));
    }

    private static String part(String tail, int from, int to) {
        return tail.length() <= from
                ? ""
                : tail.substring(from, Math.min(to, tail.length())).strip();
    }
}
