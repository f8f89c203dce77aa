package io.kessai.baseii;

import io.kessai.domain.RecordLocation;

/**
 * One thing that is wrong with a file. It never contains card data.
 *
 * @param location the record
 * @param place where in it, such as {@code TCR 0 positions 77-88 (source-amount)}
 * @param rule what is wrong there, a claim about the place
 */
public record BaseIIFault(
        BaseIIFaultType type, RecordLocation location, String place, String rule) {

    /** What a person does about it, in the imperative. */
    public String remedy() {
        return type.remedy();
    }

    /** The one sentence a person gets: location, place, rule, remedy. */
    public String message() {
        return location + ": " + place + " " + rule + "; " + remedy() + ".";
    }

    static BaseIIFault of(
            BaseIIFaultType type, RecordLocation location, String place, String rule) {
        return new BaseIIFault(type, location, place, rule);
    }

    /** A field that is not of its format. */
    static BaseIIFault of(BaseIIFaultType type, RecordLocation location, LayoutField field) {
        return new BaseIIFault(type, location, field.place(), "must be " + field.expectation());
    }

    @Override
    public String toString() {
        return message();
    }
}
