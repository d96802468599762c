package io.soarbridge.app;

import io.soarbridge.config.LoadedSettings;
import io.soarbridge.config.Settings;
import io.soarbridge.connection.Connection;
import io.soarbridge.connection.Connections;
import io.soarbridge.ingest.FrontDoor;
import io.soarbridge.ingest.IngestHandler;
import io.soarbridge.manage.ManagementServer;
import io.soarbridge.manage.StateMetrics;
import io.soarbridge.manage.Watched;
import io.soarbridge.observe.Instruments;
import io.soarbridge.observe.Meters;
import io.soarbridge.observe.Tracing;
import io.soarbridge.outbox.LaneStatus;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.restcall.HttpDoor;
import io.soarbridge.stomp.StompDoor;
import io.soarbridge.support.BridgeException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running bridge. The front door needs only the settings and the ledger, so it opens first; what delivers starts beside it. At a
 * stop the door is drained before deliveries end.
 */
public final class Bridge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
    private static final long DRAIN_SECONDS = 5;
    private static final long RELOAD_SECONDS = 20;
    /** From the jar's manifest. */
    private static final String VERSION =
            Objects.requireNonNullElse(Bridge.class.getPackage().getImplementationVersion(), "unpackaged");

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final ReentrantLock reloading = new ReentrantLock();
    private final LoadedSettings loaded;
    private final OutboxStore store;
    private final IngestHandler ingest;
    private final Deliveries deliveries;
    private final Reload reload;
    private final SecretRefresh secrets;
    private final Opened opened;
    /** Null when the settings name none. */
    private final StompDoor bus;

    private final int managementPort;
    private final int port;
    private volatile Setup setup;
    private volatile boolean open;

    private Bridge(LoadedSettings loaded, InstantSource clock, Opened opened) {
        this.loaded = loaded;
        this.opened = opened;
        Settings settings = loaded.settings();
        VaultFunctions vaults = opened.add(new VaultFunctions());
        loaded.managed().fetch(vaults, null);
        FrontDoor door = opened.add(new FrontDoor(settings.http()));
        store = opened.add(Ledgers.open(settings, clock));
        Spool.clear(settings.data());
        Meters meters = new Meters();
        Instruments instruments = new Instruments(meters, opened.add(Tracing.to(settings.otel(), VERSION)));
        store.onCommit(meters::committed);
        secrets = opened.add(new SecretRefresh(vaults, clock, this::credentialsChanged));
        Site site = new Site(store, door, instruments, clock, secrets::refused, new Tokens(settings, store, clock));
        HttpDoor callers = opened.add(
                new HttpDoor(door.vertx(), door.router(), settings.http().maxBody()));
        setup = new Setup(loaded, site, null);
        opened.add(this::closeSetup);
        ingest = new IngestHandler(settings.http(), instruments, setup.doors());
        setup.openTo(callers);
        reload = new Reload(site, ingest, vaults, callers);
        Watched watched = new Watched(
                store, this::connections, this::lane, this::taking, callers::selfTest, this::troubles, clock);
        StateMetrics.register(watched, settings.data(), VERSION, meters);
        managementPort = opened.add(new ManagementServer(settings.management(), watched, meters, VERSION))
                .open();
        port = door.open(ingest);
        open = true;
        deliveries = opened.add(Deliveries.begin(setup.routes()));
        bus = settings.restCall().stomp().given()
                ? opened.add(new StompDoor(settings.restCall().stomp(), callers, store, clock))
                : null;
        if (bus != null) {
            bus.start();
        }
        secrets.watch(loaded.managed());
    }

    /**
     * Opens the front door: when this returns, events are taken in, and what delivers them is starting.
     *
     * @throws BridgeException naming what is wrong and what to do; nothing runs then
     */
    public static Bridge open(LoadedSettings loaded, InstantSource clock) {
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
                "Soarbridge takes events at http://{}:{}/ingest/<source> from {}. Ledger in {}. Management at http://{}:{}.",
                loaded.settings().http().host(),
                bridge.port,
                names(loaded.settings().sources()),
                Ledgers.place(loaded.settings()),
                loaded.settings().management().host(),
                bridge.managementPort);
        return bridge;
    }

    /**
     * Opens a bridge and waits until it delivers.
     *
     * @throws BridgeException as {@link #open} and {@link #awaitDelivering}
     */
    public static Bridge start(LoadedSettings loaded, InstantSource clock) {
        Bridge bridge = open(loaded, clock);
        bridge.awaitDelivering();
        return bridge;
    }

    /**
     * Waits until events are delivered, or another thread calls {@link #close}.
     *
     * @throws BridgeException why they cannot be delivered; the bridge is closed then, and what it took in is on disk
     */
    public void awaitDelivering() {
        try {
            deliveries.await();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        if (delivering()) {
            LOG.info("Delivering to {}.", names(loaded.settings().connections()));
        }
    }

    /** Whether what delivers has started and is not being stopped. */
    public boolean delivering() {
        return deliveries.running();
    }

    /** Closes {@code part} with this bridge, before all else; at once when that has happened. */
    public <T extends AutoCloseable> T own(T part) {
        return opened.add(part);
    }

    private boolean taking() {
        return open && !ingest.closing();
    }

    /**
     * Puts other settings in force, all of them or none. What cannot change while the bridge runs is refused by name.
     *
     * @param settings reads them; its errors become part of the answer
     */
    public Reloaded reload(Supplier<LoadedSettings> settings) {
        reloading.lock();
        try {
            return closing.get() || !delivering()
                    ? Reloaded.failed("The bridge is starting or stopping. Reload when it delivers.")
                    : reloadNow(settings);
        } finally {
            reloading.unlock();
        }
    }

    private Reloaded reloadNow(Supplier<LoadedSettings> settings) {
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
        List<String> all = new ArrayList<>(secrets.troubles());
        StompDoor served = bus;
        if (served != null && !served.status().connected()) {
            all.add(served.status().trouble());
        }
        return List.copyOf(all);
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

    /** Port that operators and their monitoring use. */
    public int managementPort() {
        return managementPort;
    }

    public OutboxStore store() {
        return store;
    }

    /** What is live of the connections: whether they rest, and why. */
    public Connections connections() {
        return setup.connections();
    }

    /** What the lane of a connection is doing; empty when it does not run. */
    public Optional<LaneStatus> lane(String connection) {
        return setup.routes().lane(connection);
    }

    /** Waits until another thread calls {@link #close}. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Stops taking events in, lets running deliveries end, leaves the rest on disk. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        LOG.info("Stopping: no more events are taken in; running deliveries end, what waits stays in the outbox.");
        reload.stop();
        try {
            awaitSenders();
            awaitReload();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        opened.close();
        stopped.countDown();
        LOG.info("Stopped.");
    }

    private void awaitSenders() throws InterruptedException {
        try {
            ingest.drain().get(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("senders that had not finished in {} s were cut off", DRAIN_SECONDS, e);
        }
    }

    /** Of two setups that are both half in force, one would stay open. */
    private void awaitReload() throws InterruptedException {
        if (reloading.tryLock(RELOAD_SECONDS, TimeUnit.SECONDS)) {
            reloading.unlock();
        } else {
            LOG.warn("Stopping: a reload did not end within {} s and is cut off.", RELOAD_SECONDS);
        }
    }
}
