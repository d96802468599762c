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

/** A running bridge. The front door opens before the lanes start, and is drained before they stop. */
public final class Bridge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
    private static final long DRAIN_SECONDS = 5;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Mappings mappings;
    private final OutboxStore store;
    private final Connections connections;
    private final IngestHandler ingest;
    private final Opened opened;
    private final int port;

    private Bridge(LoadedSettings loaded, InstantSource clock, Opened opened) {
        Settings settings = loaded.settings();
        this.opened = opened;
        mappings = new Mappings(settings.routes().resolve("mappings"));
        connections = opened.add(new Connections(settings.connections().values().stream()
                .map(c -> new Connection(c, mappings, clock))
                .toList()));
        FrontDoor door = opened.add(new FrontDoor(settings.http()));
        store = opened.add(Ledgers.open(settings, clock));
        ingest = new IngestHandler(settings, mappings, store, clock);
        Routes routes = opened.add(new Routes(
                loaded,
                new Routes.Parts(
                        mappings, connections, store, lanes(settings, clock), readerOf(settings), door, clock)));
        routes.load();
        port = door.open(ingest);
        routes.startLanes();
    }

    /**
     * Starts everything, or nothing.
     *
     * @throws BridgeException naming what is wrong and what to do
     */
    public static Bridge start(LoadedSettings loaded, InstantSource clock) {
        loaded.warnings().forEach(LOG::warn);
        Opened opened = new Opened();
        Bridge bridge;
        try {
            bridge = new Bridge(loaded, clock, opened);
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
        LOG.info(
                "Soarbridge takes events at http://{}:{}/ingest/<source> from {} and delivers to {}. Ledger in {}.",
                loaded.settings().http().host(),
                bridge.port,
                names(loaded.settings().sources()),
                names(loaded.settings().connections()),
                Ledgers.place(loaded.settings()));
        return bridge;
    }

    private Map<String, Lane> lanes(Settings settings, InstantSource clock) {
        Map<String, Lane> lanes = new HashMap<>();
        for (Connection connection : connections.all()) {
            String name = connection.settings().name();
            lanes.put(name, new ConnectionLane(connection, settings.outbox(), clock, new SecureRandom()));
        }
        return lanes;
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

    /** What is live of the connections: whether they rest, and why. */
    public Connections connections() {
        return connections;
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
        opened.close();
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
