package io.kessai.ipm;

import io.kessai.domain.RecordLocation;

/**
 * A fault for which a file is refused whole.
 *
 * @param finding what is wrong, without place and remedy
 */
public record FileFault(FileRule rule, RecordLocation location, String finding)
        implements IpmFault {

    @Override
    public String message() {
        return finding + " (" + location + "); " + rule.remedy();
    }
}
