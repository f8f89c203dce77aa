package io.kessai.policy;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.HoldPolicy;
import io.kessai.domain.HoldPolicyError;
import io.kessai.domain.OperatingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads hold policies from files. Specification: HoldPolicyFileTest. */
public final class HoldPolicyFile {
    private static final String SHIPPED = "shipped.policy";

    /** Far above any list of rules; a file beyond it is something else. */
    private static final long BYTES_MAX = 262_144;

    private HoldPolicyFile() {}

    /** The policy that comes with the program (docs/authorization.md, section 7). Read anew. */
    public static HoldPolicy shipped() {
        try (InputStream in = HoldPolicyFile.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + SHIPPED);
            }
            return policy(SHIPPED, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An operator's own policy.
     *
     * @throws OperatingException CONFIGURATION_REFUSED, naming file, line, rule and remedy
     */
    public static HoldPolicy read(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw refused(file + ": the file is longer than " + BYTES_MAX + " bytes");
            }
            return policy(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw refused(file + ": the file is not text in UTF-8");
        } catch (IOException e) {
            throw refused(file + ": the file cannot be read");
        }
    }

    /**
     * A policy's text.
     *
     * @param name says in a refusal which text it was
     * @throws OperatingException CONFIGURATION_REFUSED, naming line, rule and remedy
     */
    public static HoldPolicy policy(String name, String text) {
        return switch (HoldPolicy.parse(text)) {
            case HoldPolicy policy -> policy;
            case HoldPolicyError error ->
                    throw refused(name + (error.line() > 0 ? ", " : ": ") + error);
        };
    }

    private static OperatingException refused(String message) {
        return new OperatingException(ErrorCode.CONFIGURATION_REFUSED, message);
    }
}
