package io.soarbridge.app;

import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.Settings;
import io.soarbridge.connection.Connection;
import io.soarbridge.connection.Connections;
import io.soarbridge.delivery.ConnectionLane;
import io.soarbridge.ingest.EventFactory;
import io.soarbridge.ingest.FrontDoor;
import io.soarbridge.ingest.IngestHandler;
import io.soarbridge.mapping.Mappings;
import io.soarbridge.outbox.Lane;
import io.soarbridge.outbox.NewEvent;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.SqliteOutboxStore;
import io.soarbridge.support.BridgeException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running bridge: ledger, routes, lanes, front door. Starts in that order and stops in the opposite one. */
public final class Bridge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
    private static final long DRAIN_SECONDS = 5;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Mappings mappings;
    private final OutboxStore store;
    private final Connections connections;
    private final Routes routes;
    private final FrontDoor door;
    private final IngestHandler ingest;
    private final int port;

    private Bridge(LoadedSettings loaded, InstantSource clock) {
        Settings settings = loaded.settings();
        mappings = new Mappings(settings.routes().resolve("mappings"));
        connections = new Connections(settings.connections().values().stream()
                .map(c -> new Connection(c, mappings, clock))
                .toList());
        store = SqliteOutboxStore.open(settings.data().resolve("outbox.db"), settings.outbox(), clock);
        door = new FrontDoor(settings.http());
        ingest = new IngestHandler(settings, mappings, store, clock);
        Map<String, Lane> lanes = new HashMap<>();
        for (Connection connection : connections.all()) {
            lanes.put(
                    connection.settings().name(),
                    new ConnectionLane(connection, settings.outbox(), clock, new SecureRandom()));
        }
        routes = new Routes(
                loaded, new Routes.Parts(mappings, connections, store, lanes, readerOf(settings), door, clock));
        port = open();
    }

    /** Everything that listens or works, or nothing of it. */
    private int open() {
        try {
            routes.start();
            return door.open(ingest);
        } catch (RuntimeException e) {
            closeAll();
            throw e;
        }
    }

    private void closeAll() {
        door.shut();
        routes.stop();
        store.close();
        connections.close();
        door.close();
    }

    /**
     * Starts everything, or nothing.
     *
     * @throws BridgeException naming what is wrong and what to do
     */
    public static Bridge start(LoadedSettings loaded, InstantSource clock) {
        loaded.warnings().forEach(LOG::warn);
        Bridge bridge = new Bridge(loaded, clock);
        LOG.info(
                "Soarbridge takes events at http://{}:{}/ingest/<source> from {} and delivers to {}. Ledger in {}.",
                loaded.settings().http().host(),
                bridge.port,
                names(loaded.settings().sources()),
                names(loaded.settings().connections()),
                loaded.settings().data());
        return bridge;
    }

    private static String names(Map<String, ?> configured) {
        return configured.isEmpty() ? "nobody yet" : String.join(", ", configured.keySet());
    }

    /** Port of the front door. */
    public int port() {
        return port;
    }

    public OutboxStore store() {
        return store;
    }

    /** Waits until another thread calls {@link #close}. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Stops taking events in, lets running deliveries end, leaves the rest on disk. */
    @Override
    public void close() {
        if (stopped.getCount() == 0) {
            return;
        }
        LOG.info("Stopping: no more events are taken in; running deliveries end, what waits stays in the outbox.");
        try {
            ingest.drain().get(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            LOG.debug("senders that had not finished in {} s were cut off", DRAIN_SECONDS, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeAll();
        stopped.countDown();
        LOG.info("Stopped.");
    }

    private io.soarbridge.outbox.OutboxComponent.EventReader readerOf(Settings settings) {
        Map<String, EventFactory> factories = new HashMap<>();
        settings.sources()
                .forEach((name, source) -> factories.put(name, new EventFactory(name, source.format(), mappings)));
        EventFactory cases = new EventFactory("route", "case", mappings);
        return (source, connection, json) ->
                event(source == null ? cases : factories.get(source), source, connection, json);
    }

    private static NewEvent event(EventFactory factory, String source, String connection, byte[] json) {
        if (factory == null) {
            throw new BridgeException(
                    "outbox/unknown-source",
                    "A route sends to outbox:%s with source=%s, which is not configured. Add soarbridge.source.%s.* or correct the route."
                            .formatted(connection, source, source));
        }
        return factory.event(json, List.of(connection));
    }
}
