package io.kessai.ipm;

import io.kessai.domain.RecordLocation;
import io.kessai.iso8583.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * A record with faults.
 *
 * @param faults at least one, in the order they were found
 * @param readable the message with every sound element; empty where not even its type can be read.
 *     Its DE4 is to be trusted unless a fault {@link #isFatal}
 * @param raw the record as sent, without its length; empty where it could not be cut out
 */
public record DamagedRecord(
        RecordLocation location, List<IpmFault> faults, Optional<IpmMessage> readable, Bytes raw)
        implements IpmRecord {

    /**
     * @throws IllegalArgumentException without a fault
     */
    public DamagedRecord {
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("a damaged record has a fault");
        }
        faults = List.copyOf(faults);
    }

    /** Whether the whole file must be refused for it. */
    public boolean isFatal() {
        return faults.stream().anyMatch(FileFault.class::isInstance);
    }
}
