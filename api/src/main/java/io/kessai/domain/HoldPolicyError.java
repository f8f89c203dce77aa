package io.kessai.domain;

/**
 * Why a policy file cannot be used.
 *
 * @param line of the file, from 1; 0 when something is missing from the whole file
 * @param rule what is wrong there
 * @param remedy what to write instead
 */
public record HoldPolicyError(int line, String rule, String remedy) implements ParsedHoldPolicy {

    /** One line for people: {@code line 3: RULE; REMEDY}. */
    @Override
    public String toString() {
        return (line > 0 ? "line " + line + ": " : "") + rule + "; " + remedy;
    }
}
