package io.soarbridge.app;

import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.Settings;
import io.soarbridge.connection.Connection;
import io.soarbridge.connection.Connections;
import io.soarbridge.ingest.FrontDoor;
import io.soarbridge.ingest.IngestHandler;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.SqliteOutboxStore;
import io.soarbridge.support.BridgeException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running bridge. The front door opens before the lanes start, and is drained before they stop. */
public final class Bridge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
    private static final long DRAIN_SECONDS = 5;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final OutboxStore store;
    private final IngestHandler ingest;
    private final Reload reload;
    private final SecretRefresh secrets;
    private final Opened opened;
    private final int port;
    private volatile Setup setup;

    private Bridge(LoadedSettings loaded, InstantSource clock, Opened opened) {
        Settings settings = loaded.settings();
        this.opened = opened;
        VaultFunctions vaults = opened.add(new VaultFunctions());
        loaded.managed().fetch(vaults, null);
        FrontDoor door = opened.add(new FrontDoor(settings.http()));
        store = opened.add(SqliteOutboxStore.open(settings.data().resolve("outbox.db"), settings.outbox(), clock));
        secrets = opened.add(new SecretRefresh(vaults, clock, this::credentialsChanged));
        Site site = new Site(store, door, clock, secrets::refused);
        setup = new Setup(loaded, site, null);
        opened.add(this::closeSetup);
        ingest = new IngestHandler(settings.http(), setup.doors());
        reload = new Reload(site, ingest, vaults);
        setup.routes().load();
        port = door.open(ingest);
        setup.begin();
        secrets.watch(loaded.managed());
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
                loaded.settings().data());
        return bridge;
    }

    /**
     * Puts other settings in force, all of them or none. What cannot change while the bridge runs is refused by name.
     *
     * @param settings reads them; its errors become part of the answer
     */
    public synchronized Reloaded reload(Supplier<LoadedSettings> settings) {
        if (stopped.getCount() == 0) {
            return Reloaded.failed("The bridge is stopping.");
        }
        Reload.Outcome outcome = reload.run(setup, settings);
        if (outcome.inForce() != setup) {
            setup = outcome.inForce();
            secrets.watch(setup.loaded().managed());
        }
        if (outcome.reloaded().applied()) {
            LOG.info("{}", outcome.reloaded().text());
        } else {
            LOG.error("{}", outcome.reloaded().text());
        }
        return outcome.reloaded();
    }

    /** What keeps the bridge from what it should do although it runs, in words; empty when all is well. */
    public List<String> troubles() {
        return secrets.troubles();
    }

    private void credentialsChanged(List<String> keys) {
        for (Connection connection : setup.connections().all()) {
            String prefix = "soarbridge.connection." + connection.settings().name() + ".";
            if (keys.stream().anyMatch(key -> key.startsWith(prefix))) {
                connection.gate().credentialsChanged();
            }
        }
    }

    private void closeSetup() {
        setup.close();
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
        return setup.connections();
    }

    /** Waits until another thread calls {@link #close}. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Stops taking events in, lets running deliveries end, leaves the rest on disk. */
    @Override
    public synchronized void close() {
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
}
