package io.kessai.clearing.command;

import io.kessai.clearing.run.Shard;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which part of a file's accounts to work on, so that several machines can share one file. */
public final class ShardOptions {

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            defaultValue = "${env:KESSAI_SHARD:-0/1}",
            converter = Converter.class,
            description = "Part I of N of the accounts; default KESSAI_SHARD, then 0/1: all.")
    private Shard shard = Shard.WHOLE;

    public Shard shard() {
        return shard;
    }

    /** Tells what a shard looks like when it is written wrongly. */
    static final class Converter implements ITypeConverter<Shard> {
        @Override
        public Shard convert(String text) {
            try {
                return Shard.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
