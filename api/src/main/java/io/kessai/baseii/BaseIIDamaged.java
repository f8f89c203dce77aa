package io.kessai.baseii;

import io.kessai.domain.PanAccess;
import io.kessai.domain.RecordLocation;
import io.kessai.domain.Secret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A record at fault.
 *
 * <p>It prints without its content. Immutable and thread-safe.
 */
public final class BaseIIDamaged implements BaseIIRecord {
    private final RecordLocation location;
    private final int tcrCount;
    private final List<BaseIIFault> faults;
    private final Optional<BaseIITransaction> readable;
    private final Secret raw;

    private BaseIIDamaged(
            RecordLocation location,
            int tcrCount,
            List<BaseIIFault> faults,
            Optional<BaseIITransaction> readable,
            Secret raw) {
        this.location = location;
        this.tcrCount = tcrCount;
        this.faults = List.copyOf(faults);
        this.readable = readable;
        this.raw = raw;
    }

    /** A piece of the file that is no TCR; {@code raw} is at most its first 170 characters. */
    static BaseIIDamaged piece(BaseIIFault fault, String raw) {
        return new BaseIIDamaged(
                fault.location(), 1, List.of(fault), Optional.empty(), Secret.of(raw));
    }

    static BaseIIDamaged transaction(BaseIITransaction transaction, List<BaseIIFault> faults) {
        return new BaseIIDamaged(
                transaction.location(),
                transaction.tcrCount(),
                faults,
                Optional.of(transaction),
                Secret.of(transaction.raw(PanAccess.get())));
    }

    @Override
    public RecordLocation location() {
        return location;
    }

    @Override
    public int tcrCount() {
        return tcrCount;
    }

    /** At least one, in the order of the layout. */
    public List<BaseIIFault> faults() {
        return faults;
    }

    /**
     * The transaction, where its TCRs could be told: an accessor whose field is unreadable then
     * gives nothing. Nothing where the piece has the wrong length or no transaction code.
     */
    public Optional<BaseIITransaction> readable() {
        return readable;
    }

    /** Whether the whole file must be refused because of it. */
    public boolean isFatal() {
        return faults.stream().anyMatch(fault -> fault.type().isFatal());
    }

    /** The characters as delivered, without delimiters. */
    public String raw(PanAccess access) {
        Objects.requireNonNull(access);
        return raw.reveal(access);
    }

    @Override
    public String toString() {
        return "damaged record at " + location + ": " + faults;
    }
}
