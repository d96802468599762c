package io.soarbridge.outbox;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code outbox:<connection>}. As a target it puts the message into the ledger and completes when it is on disk; as a source it
 * hands out what is due for the connection.
 */
public final class OutboxComponent extends DefaultComponent {
    private final OutboxStore store;
    private final Function<String, Lane> lanes;
    private final EventReader reader;
    private final InstantSource clock;
    private final Map<String, OutboxConsumer> running = new ConcurrentHashMap<>();
    private final Watchdog watchdog = new Watchdog(running);

    /**
     * @param lanes by connection, failing for unknown names
     * @param reader makes an event of a message that a route sends here
     */
    public OutboxComponent(
            CamelContext context,
            OutboxStore store,
            Function<String, Lane> lanes,
            EventReader reader,
            InstantSource clock) {
        super(context);
        this.clock = clock;
        this.store = store;
        this.lanes = lanes;
        this.reader = reader;
    }

    /** Makes an event of bytes that a route wants delivered. */
    @FunctionalInterface
    public interface EventReader {
        /**
         * @param source name of the configured source whose format the bytes have, or null for a canonical case
         * @param connection where it goes
         */
        NewEvent read(String source, String connection, byte[] json);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String source = getAndRemoveParameter(parameters, "source", String.class);
        return new OutboxEndpoint(uri, this, remaining, source);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        watchdog.start();
    }

    @Override
    protected void doStop() throws Exception {
        watchdog.stop();
        super.doStop();
    }

    /** What the lane of a connection is doing; empty when it does not run. */
    public Optional<LaneStatus> status(String connection) {
        return Optional.ofNullable(running.get(connection)).map(OutboxConsumer::status);
    }

    void started(String connection, OutboxConsumer lane) {
        running.put(connection, lane);
    }

    void stopped(String connection, OutboxConsumer lane) {
        running.remove(connection, lane);
    }

    InstantSource clock() {
        return clock;
    }

    OutboxStore store() {
        return store;
    }

    Lane lane(String connection) {
        return lanes.apply(connection);
    }

    EventReader reader() {
        return reader;
    }
}
