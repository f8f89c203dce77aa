package io.kessai.local.network;

import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object of one level whose members are texts and whole numbers, on one line. */
final class FlatJson {
    private final StringBuilder out = new StringBuilder(320).append('{');

    FlatJson text(String name, String value) {
        name(name).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
        return this;
    }

    FlatJson number(String name, long value) {
        name(name).append(value);
        return this;
    }

    private StringBuilder name(String name) {
        if (out.length() > 1) {
            out.append(',');
        }
        return out.append('"').append(name).append("\":");
    }

    @Override
    public String toString() {
        return out + "}";
    }

    /**
     * The members of such an object, numbers as their digits.
     *
     * @throws IllegalArgumentException for anything else, with the offset where reading stopped
     */
    static Map<String, String> parse(String line) {
        return new Reader(line).object();
    }

    private static final class Reader {
        private final String line;
        private int at;

        Reader(String line) {
            this.line = line;
        }

        Map<String, String> object() {
            Map<String, String> members = new LinkedHashMap<>();
            expect('{');
            while (peek() != '}') {
                if (!members.isEmpty()) {
                    expect(',');
                }
                String name = text();
                expect(':');
                members.put(name, peek() == '"' ? text() : digits());
            }
            expect('}');
            if (at != line.length()) {
                throw wrong();
            }
            return members;
        }

        private String text() {
            expect('"');
            StringBuilder text = new StringBuilder();
            while (peek() != '"') {
                char c = line.charAt(at++);
                text.append(c == '\\' ? escaped() : c);
            }
            expect('"');
            return text.toString();
        }

        private char escaped() {
            char c = peek();
            at++;
            if (c != 'u') {
                return c;
            }
            if (at + 4 > line.length()) {
                throw wrong();
            }
            at += 4;
            return (char) Integer.parseInt(line.substring(at - 4, at), 16);
        }

        private String digits() {
            int from = at;
            while (peek() == '-' || (peek() >= '0' && peek() <= '9')) {
                at++;
            }
            if (from == at) {
                throw wrong();
            }
            return line.substring(from, at);
        }

        private void expect(char c) {
            if (peek() != c) {
                throw wrong();
            }
            at++;
        }

        private char peek() {
            if (at >= line.length()) {
                throw wrong();
            }
            return line.charAt(at);
        }

        private IllegalArgumentException wrong() {
            return new IllegalArgumentException("not a flat JSON object, at offset " + at);
        }
    }
}
