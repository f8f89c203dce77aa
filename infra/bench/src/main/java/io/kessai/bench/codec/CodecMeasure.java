package io.kessai.bench.codec;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What JMH runs: nanoseconds and bytes a message. Filled by JMH. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecMeasure {

    @Param({"kessai", "jpos", "j8583"})
    public String library = "";

    @Param({"ascii", "binary"})
    public String wire = "";

    private Optional<Peer> peer = Optional.empty();
    private byte[] payload = {};

    @Setup
    public void prepare() throws Exception {
        Peer chosen = Peer.of(library, wire.equals("binary"));
        payload = chosen.encode();
        peer = Optional.of(chosen);
    }

    @Benchmark
    public List<String> decode() throws Exception {
        return peer.orElseThrow().decode(payload);
    }

    @Benchmark
    public byte[] encode() throws Exception {
        return peer.orElseThrow().encode();
    }
}
