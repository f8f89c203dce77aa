package io.kessai.baseii;

/** How records are put into a file. A reader finds it out; a writer is told. */
public record BaseIIFraming(Encoding encoding, Delimiter delimiter, Form form) {

    /** How characters are written. */
    public enum Encoding {
        ASCII,
        /** Code page 500. */
        EBCDIC
    }

    /** What stands behind each record. */
    public enum Delimiter {
        NONE,
        LF,
        CRLF
    }

    /** What a record looks like. */
    public enum Form {
        /** 168 characters. */
        CTF,
        /** 170 characters: two blanks stand behind the transaction code. */
        ITF;

        int length() {
            return this == CTF ? Layout.TCR_LENGTH : Layout.TCR_LENGTH + 2;
        }
    }

    /** ASCII lines of 168 characters. */
    public static BaseIIFraming asciiLines() {
        return new BaseIIFraming(Encoding.ASCII, Delimiter.LF, Form.CTF);
    }
}
