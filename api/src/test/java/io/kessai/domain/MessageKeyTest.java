package io.kessai.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes two messages the same message, and how that is written. */
class MessageKeyTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final List<String> PARTS =
            List.of("visa", "10", "123456", "000001", "1121030000", "RRN000000001", "TERM0001");

    @Provide
    Arbitrary<List<String>> parts() {
        return Arbitraries.strings().withChars('|', '\\', 'a').ofMaxLength(3).list().ofSize(7);
    }

    @Test
    void aKeyIsWrittenAsOneLine() {
        assertEquals("visa|10|123456|000001|1121030000|RRN000000001|TERM0001", key(PARTS).line());
    }

    @Test
    void aDividerWithinAPartIsEscaped() {
        List<String> parts = List.of("v|s", "10", "", "\\", "1121030000", "", "T|\\");
        assertEquals("v\\|s|10||\\\\|1121030000||T\\|\\\\", key(parts).line());
    }

    @Property(tries = 5000)
    void twoKeysHaveOneLineOnlyIfTheyAreEqual(
            @ForAll("parts") List<String> one, @ForAll("parts") List<String> other) {
        assertEquals(one.equals(other), key(one).line().equals(key(other).line()));
    }

    @Property
    void aLineCanBeTakenApartAgain(@ForAll("parts") List<String> parts) {
        assertEquals(parts, split(key(parts).line()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void everyPartMatters(int at) {
        List<String> changed = new ArrayList<>(PARTS);
        changed.set(at, "X");
        assertNotEquals(key(PARTS).line(), key(changed).line());
        assertNotEquals(key(PARTS), key(changed));
    }

    @Test
    void theDateIsPartOfTheKeyButNotOfTheLine() {
        MessageKey key = key(PARTS);
        MessageKey nextYear = key.sentAt("1121030000", DAY.plusYears(1));
        assertEquals(key.line(), nextYear.line());
        assertNotEquals(key, nextYear);
    }

    @Test
    void aRestampedKeyDiffersInDe7Only() {
        MessageKey restamped = key(PARTS).sentAt("1122000000", DAY.plusDays(1));
        assertEquals("visa|10|123456|000001|1122000000|RRN000000001|TERM0001", restamped.line());
        assertEquals(DAY.plusDays(1), restamped.transmittedOn());
    }

    private static MessageKey key(List<String> parts) {
        return new MessageKey(
                parts.get(0),
                parts.get(1),
                parts.get(2),
                parts.get(3),
                parts.get(4),
                parts.get(5),
                parts.get(6),
                DAY);
    }

    /** An inverse written from the doc comment alone. */
    private static List<String> split(String line) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '|') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c == '\\' ? line.charAt(++i) : c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
