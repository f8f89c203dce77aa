package io.kessai.local.network.clearing;

import io.kessai.domain.clearing.CardNetwork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A broken file, made of the first records of a sound one.
 *
 * @param refusal the reason for which it must be refused
 */
public record FaultyFile(
        String name, CardNetwork network, ClearingFault fault, String refusal, byte[] content) {

    private static final int RECORDS = 5;
    private static final int OTHER_NUMBERS = 500;

    /**
     * Breaks a file. {@link ClearingFault#DUPLICATE_FILE} and {@link ClearingFault#FILE_ID_REUSED}
     * need the sound file to be accepted first; the others have an id of their own.
     *
     * @throws IllegalArgumentException if the network's files cannot have the fault, or the sound
     *     file has no record
     */
    public static FaultyFile of(ClearingFault fault, ClearingFile sound) throws IOException {
        CardNetwork network = sound.network();
        String refusal =
                fault.refusal(network)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                network.word() + " has no " + fault.option()));
        String name = "%s-%s".formatted(fault.option(), sound.name());
        return new FaultyFile(name, network, fault, refusal, content(fault, sound));
    }

    private static byte[] content(ClearingFault fault, ClearingFile sound) throws IOException {
        if (fault == ClearingFault.EMPTY_FILE) {
            return new byte[0];
        }
        if (fault == ClearingFault.DUPLICATE_FILE) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            sound.write(out);
            return out.toByteArray();
        }
        List<ClearingItem> items =
                sound.logicalFiles().stream()
                        .flatMap(file -> file.lines().stream())
                        .map(ClearingFile.Line::item)
                        .filter(item -> item.type() == ClearingItem.Type.PRESENTMENT)
                        .limit(RECORDS)
                        .toList();
        if (items.isEmpty()) {
            throw new IllegalArgumentException(sound.name() + " has nothing to break");
        }
        LogicalFileId id = id(fault, sound.logicalFiles().getFirst().id());
        return switch (sound.network()) {
            case MASTERCARD -> IpmFaults.content(fault, id, items);
            case VISA -> BaseIIFaults.content(fault, id, items);
        };
    }

    private static LogicalFileId id(ClearingFault fault, LogicalFileId id) {
        if (fault == ClearingFault.FILE_ID_REUSED) {
            return id;
        }
        LogicalFileId other =
                new LogicalFileId(
                        id.sender(),
                        id.date(),
                        OTHER_NUMBERS + id.number() + 20 * fault.ordinal(),
                        id.isTest());
        return fault == ClearingFault.TEST_FILE ? other.asTest() : other;
    }

    /** Delivers it into a folder, complete as soon as it has its name. */
    public void deliver(Path inbox) throws IOException {
        Path incomplete = inbox.resolve(name + ".part");
        Files.write(incomplete, content);
        Files.move(incomplete, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
