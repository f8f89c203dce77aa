package io.kessai.iso8583;

import io.kessai.domain.Pan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Hides card numbers in text that is not supposed to have any: fields lie, and faults shift them.
 * Specification: PanMaskTest.
 */
public final class PanMask {
    private static final int DIGITS_MIN = 13;
    private static final int DIGITS_MAX = 19;

    /** Shorter numbers than this are often ids: Visa's of a transaction and merchants' have 15. */
    private static final int DIGITS_MIN_OF_NO_ID = 16;

    /** Groups of digits with one space or dash between them. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]++(?:[ -][0-9]++)*+");

    private static final Pattern GROUP = Pattern.compile("[0-9]+");

    private PanMask() {}

    /**
     * The text of an id with every number of 16 to 19 digits that passes the Luhn check masked, and
     * of 13 to 19 where it is written in groups. Plain numbers of 13 to 15 digits stay: one in ten
     * ids would be mutilated.
     */
    public static String inId(String text) {
        return masked(text, DIGITS_MIN_OF_NO_ID, Integer.MAX_VALUE);
    }

    /**
     * The text with every number of 13 to 19 digits that passes the Luhn check masked, in one run
     * or in groups with single spaces or dashes between them.
     *
     * @param searchedFrom how many digits a run has at least for every span in it to be checked
     *     too; one span in ten passes by chance, so that plain numbers lose digits as well
     */
    static String of(String text, int searchedFrom) {
        return masked(text, DIGITS_MIN, searchedFrom);
    }

    private static String masked(String text, int runDigitsMin, int searchedFrom) {
        if (!isLongEnough(text, runDigitsMin)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text);
        NUMBER.matcher(text)
                .results()
                .forEach(
                        number -> {
                            List<MatchResult> groups = groups(text, number);
                            for (MatchResult group : groups) {
                                maskRun(group, runDigitsMin, searchedFrom, out);
                            }
                            maskGroups(text, groups, out);
                        });
        return out.toString();
    }

    /** Whether any number in it has the digits of a card's; most texts have none, and end here. */
    private static boolean isLongEnough(String text, int runDigitsMin) {
        int run = 0;
        int grouped = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                run++;
                grouped++;
                if (run >= runDigitsMin || (grouped > run && grouped >= DIGITS_MIN)) {
                    return true;
                }
            } else {
                boolean goesOn = run > 0 && (c == ' ' || c == '-');
                run = 0;
                grouped = goesOn ? grouped : 0;
            }
        }
        return false;
    }

    private static List<MatchResult> groups(String text, MatchResult number) {
        return GROUP.matcher(text).region(number.start(), number.end()).results().toList();
    }

    private static void maskRun(
            MatchResult run, int digitsMin, int searchedFrom, StringBuilder out) {
        int start = run.start();
        String digits = run.group();
        if (digits.length() < searchedFrom) {
            if (digits.length() >= digitsMin) {
                maskIfPan(digits, at -> start + at, out);
            }
            return;
        }
        for (int from = 0; from <= digits.length() - digitsMin; from++) {
            int longest = Math.min(digits.length(), from + DIGITS_MAX);
            for (int to = from + digitsMin; to <= longest; to++) {
                int first = start + from;
                maskIfPan(digits.substring(from, to), at -> first + at, out);
            }
        }
    }

    /** Every number that two or more neighbouring groups make. */
    private static void maskGroups(String text, List<MatchResult> groups, StringBuilder out) {
        for (int first = 0; first < groups.size(); first++) {
            List<Integer> places = new ArrayList<>();
            for (int last = first; last < groups.size(); last++) {
                MatchResult group = groups.get(last);
                for (int at = group.start(); at < group.end(); at++) {
                    places.add(at);
                }
                if (places.size() > DIGITS_MAX) {
                    break;
                }
                if (last > first) {
                    StringBuilder digits = new StringBuilder();
                    places.forEach(at -> digits.append(text.charAt(at)));
                    maskIfPan(digits.toString(), places::get, out);
                }
            }
        }
    }

    private interface Place {
        int of(int digit);
    }

    /** Hides all but the first six and last four digits if they could be a card number. */
    private static void maskIfPan(String digits, Place place, StringBuilder out) {
        boolean isZeros = digits.chars().allMatch(c -> c == '0');
        Optional<Pan> pan = Pan.of(digits).filter(Pan::passesLuhn);
        if (pan.isPresent() && !isZeros) {
            for (int i = 6; i < digits.length() - 4; i++) {
                out.setCharAt(place.of(i), '*');
            }
        }
    }
}
