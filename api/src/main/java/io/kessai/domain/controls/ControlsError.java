package io.kessai.domain.controls;

/**
 * Why a text is no set of control rules, or no file of such sets.
 *
 * @param line of the text, from 1
 * @param rule what is wrong there
 * @param remedy what to write instead
 */
public record ControlsError(int line, String rule, String remedy)
        implements ParsedControls, ParsedControlsFile {

    /** One line for people: {@code line 3: RULE; REMEDY}. */
    @Override
    public String toString() {
        return "line " + line + ": " + rule + "; " + remedy;
    }
}
