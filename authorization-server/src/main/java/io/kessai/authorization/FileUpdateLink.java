package io.kessai.authorization;

import io.kessai.authorization.fileupdate.FileUpdateLines;
import io.kessai.authorization.link.Links;
import io.kessai.authorization.link.LinksConfig;
import io.kessai.domain.FileUpdate;
import io.kessai.domain.Pan;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** File updates as 0302 on the links that are configured for them. Thread-safe. */
final class FileUpdateLink implements FileUpdateLines {
    private static final String REQUEST = "0302";
    private static final int RESPONSE_CODE = 39;

    private final Links links;

    FileUpdateLink(Links links) {
        this.links = links;
    }

    /** The networks with an enabled link that sends file updates. */
    static Set<String> networks(LinksConfig config) {
        return config.links().values().stream()
                .filter(link -> link.enabled() && link.fileUpdates())
                .map(LinksConfig.LinkConfig::network)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> reachable() {
        return links.toldAndReachable().toCompletableFuture().join();
    }

    @Override
    public CompletionStage<Optional<String>> send(
            String network, FileUpdate update, Pan pan, Duration limit) {
        return links.ask(
                        network,
                        REQUEST,
                        (dialect, started) -> message(dialect, started, update, pan),
                        limit)
                .thenApply(answer -> answer.flatMap(message -> message.text(RESPONSE_CODE)));
    }

    private static Message message(
            Dialect dialect, Message.Builder started, FileUpdate update, Pan pan) {
        Optional<Map<Integer, String>> fields =
                switch (update) {
                    case BLOCK -> dialect.facts().cardBlock();
                    case UNBLOCK -> dialect.facts().cardUnblock();
                };
        fields.orElseThrow().forEach(started::text);
        return started.pan(pan).build();
    }
}
