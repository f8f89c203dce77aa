package io.kessai.ipm;

import io.kessai.domain.RecordLocation;

/**
 * A fault of one record; the file goes on behind it.
 *
 * @param place such as {@code MTI}, {@code bitmap}, {@code DE 43} or {@code PDS 0148}
 * @param offset of the first character at fault, from the first byte of the message type
 * @param finding what is wrong, without place and remedy
 */
public record RecordFault(
        RecordRule rule, RecordLocation location, String place, int offset, String finding)
        implements IpmFault {

    @Override
    public String message() {
        return "%s %s (%s, offset %d of the message); %s"
                .formatted(place, finding, location, offset, rule.remedy());
    }
}
