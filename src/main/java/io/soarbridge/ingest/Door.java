package io.soarbridge.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.config.HttpSettings;
import io.soarbridge.config.SourceSettings;
import io.soarbridge.mapping.MappingException;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.observe.SourceMeter;
import io.soarbridge.observe.Span;
import io.soarbridge.observe.Tracing;
import io.soarbridge.outbox.NewEvent;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.OutboxUnavailableException;
import io.soarbridge.outbox.Receipt;
import io.soarbridge.support.Json;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The front door of one source: from a request's headers and body to its answer. Answers 202 when every good event of the body is
 * on disk, and names the bad ones.
 */
final class Door {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    private static final Map<String, Boolean> LINES_BY_TYPE = Map.of(
            "application/json",
            false,
            "application/x-ndjson",
            true,
            "application/ndjson",
            true,
            "application/jsonl",
            true);

    private final SourceSettings source;
    private final Sender sender;
    private final EventSplitter splitter;
    private final EventFactory factory;
    private final OutboxStore store;
    private final Observer observer;
    private final InstantSource clock;
    private final AtomicReference<Instant> quietUntil = new AtomicReference<>(Instant.MIN);

    /** Who hears of what comes in. */
    record Observer(SourceMeter meter, Tracing tracing) {}

    Door(
            SourceSettings source,
            HttpSettings http,
            Mappings mappings,
            OutboxStore store,
            Observer observer,
            InstantSource clock) {
        this.observer = observer;
        this.source = source;
        this.sender = new Sender(source, clock);
        this.splitter = new EventSplitter(http.maxDepth(), http.maxItems());
        this.factory = new EventFactory(source.name(), source.format(), mappings);
        this.store = store;
        this.clock = clock;
    }

    /** Before the body is read. @throws Problem when it need not be read at all */
    void checkHeaders(MultiMap headers) {
        sender.verifyHeaders(headers);
        isLines(headers);
        String encoding = headers.get("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.of(
                    415,
                    "content-encoding",
                    "Content-Encoding \"%s\" is not taken. Send the body uncompressed.".formatted(encoding));
        }
    }

    /**
     * @return the answer's JSON for status 202; fails with {@link Problem}
     */
    CompletableFuture<ObjectNode> accept(MultiMap headers, byte[] body) {
        String traceparent = headers.get("traceparent");
        Span span = observer.tracing().receive(source.name(), traceparent);
        String traced = span.reference();
        Batch batch;
        try {
            sender.verifyBody(headers, body);
            List<EventSplitter.Item> items = splitter.split(body, isLines(headers));
            batch = read(items, traced == null ? TraceParent.traceId(traceparent) : traced);
        } catch (Problem e) {
            span.failed(Integer.toString(e.status()));
            span.close();
            return CompletableFuture.failedFuture(e);
        }
        Span stored = span.step("store");
        return store.accept(batch.events()).handle((receipts, failure) -> {
            stored.close();
            try (span) {
                if (failure != null) {
                    throw notNow(failure instanceof CompletionException ? failure.getCause() : failure, span);
                }
                return batch.answer(receipts, span, observer.meter());
            }
        });
    }

    private Batch read(List<EventSplitter.Item> items, String traceId) {
        Batch batch = new Batch();
        for (EventSplitter.Item item : items) {
            if (item.problem() != null) {
                batch.reject(item.index(), item.problem());
                continue;
            }
            try {
                batch.take(item.index(), factory.event(item.bytes(), item.json(), traceId, source.deliverTo()));
            } catch (MappingException e) {
                batch.reject(item.index(), e.reason());
            }
        }
        observer.meter().rejected(batch.rejected().size());
        if (batch.events().isEmpty()) {
            throw Problem.of(
                            422,
                            "no-good-event",
                            items.size() == 1
                                    ? "The event cannot be taken: %s."
                                            .formatted(batch.firstProblem().asText())
                                    : "None of the %d events can be taken; see errors.".formatted(items.size()))
                    .errors(batch.rejected());
        }
        return batch;
    }

    private static boolean isLines(MultiMap headers) {
        String header = headers.get("Content-Type");
        if (header == null || header.equals("application/json")) {
            return false;
        }
        String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        Boolean lines = type.endsWith("+json") ? Boolean.FALSE : LINES_BY_TYPE.get(type);
        if (lines == null) {
            throw Problem.of(
                    415,
                    "media-type",
                    "Content-Type \"%s\" is not taken. Send application/json or, for one object a line, application/x-ndjson."
                            .formatted(type));
        }
        return lines;
    }

    private Problem notNow(Throwable failure, Span span) {
        if (failure instanceof OutboxUnavailableException full) {
            span.failed(full.code());
            long seconds = Math.max(1, full.retryAfter().toSeconds());
            warn(full);
            return Problem.of(
                            503,
                            full.code().replace('/', '-'),
                            "The event cannot be stored now, so it is not accepted. Send it again after %d s. The bridge's log has the cause."
                                    .formatted(seconds))
                    .header("Retry-After", Long.toString(seconds));
        }
        span.failed("503");
        LOG.error("An event from {} could not be stored and was not accepted", source.name(), failure);
        return Problem.of(
                        503,
                        "not-stored",
                        "The event could not be put on disk, so it is not accepted. Send it again. The bridge's log has the cause.")
                .header("Retry-After", "5");
    }

    /** Says it once a minute: senders repeat what was refused. */
    private void warn(OutboxUnavailableException full) {
        Instant now = clock.instant();
        Instant quiet = quietUntil.get();
        if (!now.isBefore(quiet) && quietUntil.compareAndSet(quiet, now.plus(BETWEEN_WARNINGS))) {
            LOG.warn("Events from {} get 503 now: {}", source.name(), full.getMessage());
        }
    }

    /** The good and the bad of one body. */
    private static final class Batch {
        private final List<NewEvent> events = new ArrayList<>();
        private final List<Integer> indexes = new ArrayList<>();
        private final ArrayNode rejected = JsonNodeFactory.instance.arrayNode();

        void take(int index, NewEvent event) {
            indexes.add(index);
            events.add(event);
        }

        void reject(int index, String detail) {
            rejected.addObject().put("index", index).put("detail", detail);
        }

        List<NewEvent> events() {
            return events;
        }

        ArrayNode rejected() {
            return rejected;
        }

        JsonNode firstProblem() {
            return rejected.path(0).path("detail");
        }

        ObjectNode answer(List<Receipt> receipts, Span span, SourceMeter meter) {
            ObjectNode answer = Json.mapper().createObjectNode();
            ArrayNode accepted = answer.putArray("accepted");
            for (int i = 0; i < receipts.size(); i++) {
                Receipt receipt = receipts.get(i);
                meter.accepted(receipt.duplicate());
                accepted.addObject()
                        .put("index", indexes.get(i))
                        .put("id", Long.toString(receipt.eventId()))
                        .put("duplicate", receipt.duplicate());
            }
            answer.set("rejected", rejected);
            span.note("soarbridge.events", receipts.size())
                    .note("soarbridge.event", receipts.get(0).eventId());
            return answer;
        }
    }
}
