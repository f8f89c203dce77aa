package io.kessai.ipm;

import io.kessai.domain.Ebcdic;

/** How a file writes characters: a byte each, both sets with the 256 characters of ISO 8859-1. */
public enum IpmEncoding {
    /** ISO 8859-1, of which ASCII is the lower half. */
    ASCII,
    /** Code page 500; 037 differs in brackets, exclamation mark, circumflex and bar. */
    EBCDIC;

    /** The characters as ISO 8859-1: the same array where nothing changes, else a new one. */
    byte[] toLatin1(byte[] sent) {
        if (this == ASCII) {
            return sent;
        }
        byte[] characters = sent.clone();
        Ebcdic.toLatin(characters);
        return characters;
    }

    /** The byte that stands for a character of ISO 8859-1. */
    byte of(char character) {
        return this == ASCII ? (byte) character : Ebcdic.fromLatin((byte) character);
    }

    /** Whether the four bytes from {@code at} are digits in this encoding. */
    boolean isFourDigits(byte[] bytes, int at) {
        int zero = of('0') & 0xFF;
        for (int i = at; i < at + 4; i++) {
            int digit = (bytes[i] & 0xFF) - zero;
            if (digit < 0 || digit > 9) {
                return false;
            }
        }
        return true;
    }
}
