package io.kessai.clearing.collect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is told of collected files, as JSON. The names of its fields are a contract. */
final class Manifest {
    private static final JsonFactory JSON = new JsonFactory();

    private Manifest() {}

    /** Writes the fields of an object. */
    @FunctionalInterface
    private interface Fields {
        void to(JsonGenerator out) throws IOException;
    }

    /**
     * Of one file: {@code name}, {@code delivery}, {@code sha256}, {@code network}, {@code host},
     * {@code business_date}.
     */
    static byte[] entry(String name, String delivery, String sha256, Collect.Origin origin) {
        return object(
                out -> {
                    out.writeStringField("name", name);
                    out.writeStringField("delivery", delivery);
                    out.writeStringField("sha256", sha256);
                    origin(out, origin);
                });
    }

    /**
     * Of a run: where from, {@code files} with {@code name}, {@code outcome} and, where it has
     * them, {@code delivery} and {@code sha256}; {@code waiting}, the deliveries that are to be
     * received, also from runs before.
     */
    static byte[] run(Collect.Origin origin, List<Collected> files, List<String> waiting) {
        return object(
                out -> {
                    origin(out, origin);
                    out.writeArrayFieldStart("files");
                    for (Collected file : files) {
                        out.writeStartObject();
                        out.writeStringField("name", file.name());
                        out.writeStringField("outcome", file.outcome().name());
                        if (file.delivery().isPresent()) {
                            out.writeStringField("delivery", file.delivery().get());
                        }
                        if (file.sha256().isPresent()) {
                            out.writeStringField("sha256", file.sha256().get());
                        }
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    out.writeArrayFieldStart("waiting");
                    for (String delivery : waiting) {
                        out.writeString(delivery);
                    }
                    out.writeEndArray();
                });
    }

    /** As {@link CollectResult#json}. */
    static String line(CollectResult result) {
        return new String(
                object(
                        out -> {
                            out.writeStringField("manifest", result.manifest());
                            out.writeStringField("key", key(result.manifest()));
                            out.writeStringField("sha256", result.sha256());
                            out.writeNumberField("collected", result.count(Outcome.COLLECTED));
                            out.writeNumberField(
                                    "already_collected", result.count(Outcome.ALREADY_COLLECTED));
                            out.writeNumberField("left", result.left().size());
                            out.writeNumberField("waiting", result.waiting().size());
                        }),
                StandardCharsets.UTF_8);
    }

    /** For programs that know the bucket. */
    private static String key(String manifest) {
        return URI.create(manifest).getPath().substring(1);
    }

    private static void origin(JsonGenerator out, Collect.Origin origin) throws IOException {
        out.writeStringField("network", origin.network());
        out.writeStringField("host", origin.host());
        out.writeStringField("business_date", origin.businessDate().toString());
    }

    private static byte[] object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            fields.to(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
