package io.soarbridge.changes;

import io.soarbridge.delivery.Operations;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.support.BridgeException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.TimeUtils;

/** Options of a source of changes. */
public final class ChangesEndpoint extends DefaultEndpoint {
    private final String connection;
    private final Operations operations;
    private final OutboxStore store;
    private final InstantSource clock;
    private String flow;
    private String every = "30s";
    private String from = "now";
    private int limit = 100;

    ChangesEndpoint(
            String uri,
            ChangesComponent component,
            String connection,
            Operations operations,
            OutboxStore store,
            InstantSource clock) {
        super(uri, component);
        this.connection = connection;
        this.operations = operations;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        operations.prepare("case-changes");
        ChangesConsumer consumer = new ChangesConsumer(this, processor, operations, store);
        consumer.setDelay(pause().toMillis());
        configureConsumer(consumer);
        return consumer;
    }

    private Duration pause() {
        try {
            long millis = TimeUtils.toMilliSeconds(every);
            if (millis > 0) {
                return Duration.ofMillis(millis);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // said below
        }
        throw wrong("every", every, "a duration such as 30s or 5m");
    }

    /** Where to begin when there is no watermark yet; null for the beginning. */
    Instant begin() {
        if (from.equals("now")) {
            return clock.instant();
        }
        if (from.equals("beginning")) {
            return null;
        }
        try {
            return Instant.parse(from);
        } catch (DateTimeException e) {
            throw wrong("from", from, "now, beginning, or a time such as 2026-01-05T10:00:00Z");
        }
    }

    private BridgeException wrong(String option, String value, String expected) {
        return new BridgeException(
                "changes/bad-option",
                "Source changes:%s has %s=%s. Expected %s. Correct the route."
                        .formatted(connection, option, value, expected));
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("changes: endpoints are only received from");
    }

    String connection() {
        return connection;
    }

    int limit() {
        return limit;
    }

    /** Names the watermark together with the connection. */
    String watermark(String routeId) {
        return connection + "/" + (flow == null ? routeId : flow);
    }

    /** What the watermark is kept under, so that a renamed route goes on where it was; the route's id unless set. */
    public void setFlow(String flow) {
        this.flow = flow;
    }

    /** Pause between two questions. */
    public void setEvery(String every) {
        this.every = every;
    }

    /** Where to begin the first time: {@code now}, {@code beginning}, or a time. */
    public void setFrom(String from) {
        this.from = from;
    }

    /** Cases to ask for at a time. */
    public void setLimit(int limit) {
        this.limit = limit;
    }
}
