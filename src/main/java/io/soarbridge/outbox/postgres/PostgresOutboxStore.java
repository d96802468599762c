package io.soarbridge.outbox.postgres;

import io.soarbridge.config.DatabaseSettings;
import io.soarbridge.config.OutboxSettings;
import io.soarbridge.outbox.Claim;
import io.soarbridge.outbox.DeliveryDetail;
import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.NewEvent;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.OutboxUnavailableException;
import io.soarbridge.outbox.Receipt;
import io.soarbridge.outbox.Result;
import io.soarbridge.outbox.WorkListeners;
import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger in a PostgreSQL database, which several bridges may share: each may take events in and deliver any of them, the order of
 * a key is kept among all, but for events that two bridges accept in the same instant. Futures complete on threads of the store: what is attached to them must be short or hand over.
 *
 * <p>Leases run by the database's clock. When one ends, any bridge may claim its delivery, with {@code maybeApplied} set; a bridge
 * that starts again in the same data folder gets back at once what it had claimed before a crash.
 */
public final class PostgresOutboxStore implements OutboxStore {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresOutboxStore.class);

    private final Database database;
    private final Readers readers;
    private final PostgresQueries queries;
    private final Housekeeping housekeeping;
    private final WorkListeners listeners = new WorkListeners();
    private final Bridge bridge;
    private boolean closed;

    /** What only a bridge has, and the command line has not. */
    private record Bridge(
            Identity identity, GroupWriter<Ticket.Accept> accepting, GroupWriter<Ticket<?>> working, Upkeep upkeep) {}

    private PostgresOutboxStore(Database database, InstantSource clock, Identity identity, OutboxSettings settings) {
        this.database = database;
        readers = new Readers(database);
        queries = new PostgresQueries(readers, clock);
        housekeeping = new Housekeeping(readers);
        bridge = identity == null ? null : bridge(identity, settings, clock);
    }

    private Bridge bridge(Identity identity, OutboxSettings settings, InstantSource clock) {
        return new Bridge(
                identity,
                new GroupWriter<>(
                        "outbox-accept", database, new AcceptGroup(settings.maxBacklog()), listeners::tell, clock),
                new GroupWriter<>("outbox-work", database, new WorkGroup(identity.id(), clock), listeners::tell, clock),
                new Upkeep(database, readers, housekeeping, settings.retention()));
    }

    /**
     * Opens the ledger for a bridge, beside others that may run on it; makes or migrates its tables.
     *
     * @param data folder of this bridge, which no other may use
     * @throws BridgeException {@code outbox/in-use}, {@code outbox/schema}, {@code outbox/open-failed}
     */
    public static PostgresOutboxStore open(
            DatabaseSettings where, Path data, OutboxSettings settings, InstantSource clock) {
        Database database = new Database(where);
        Identity identity = null;
        try {
            identity = Identity.in(data);
            new PostgresSchema(database).migrate();
            PostgresOutboxStore store = new PostgresOutboxStore(database, clock, identity, settings);
            store.startBridge();
            return store;
        } catch (IOException | SQLException e) {
            release(identity);
            throw PostgresFailures.opening(database, e);
        } catch (RuntimeException e) {
            release(identity);
            throw e;
        }
    }

    /**
     * Opens the ledger beside bridges that may run on it, to look, replay, purge and move watermarks; it cannot accept, claim or record.
     *
     * @throws BridgeException {@code outbox/missing}, {@code outbox/schema}, {@code outbox/open-failed}
     */
    public static PostgresOutboxStore openShared(DatabaseSettings where, InstantSource clock) {
        Database database = new Database(where);
        try {
            new PostgresSchema(database).requireCurrent();
            return new PostgresOutboxStore(database, clock, null, null);
        } catch (SQLException e) {
            throw PostgresFailures.opening(database, e);
        }
    }

    private void startBridge() throws SQLException {
        int released = readers.change(
                connection -> Lanes.release(connection, bridge.identity().id()));
        if (released > 0) {
            LOG.warn(
                    "The bridge did not stop in good order: {} deliveries were in flight. They go out again after a look at what "
                            + "the target already has.",
                    released);
        }
        readers.<Void>read(connection -> {
            Sql.first(connection, "show fsync", r -> r.getString(1))
                    .filter("off"::equals)
                    .ifPresent(off -> LOG.warn(
                            "The database {} runs with fsync = off: when its machine fails, acknowledged events are lost.",
                            database.name()));
            return null;
        });
        bridge.accepting().start();
        bridge.working().start();
        bridge.upkeep().start();
    }

    @Override
    public CompletableFuture<List<Receipt>> accept(List<NewEvent> events) {
        GroupWriter<Ticket.Accept> writer = requireBridge("Accepting events").accepting();
        try {
            Ticket.Accept ticket =
                    new Ticket.Accept(events.stream().map(Incoming::of).toList());
            if (writer.full()) {
                ticket.fail(PostgresFailures.busy(database));
            } else {
                writer.submit(ticket);
            }
            return ticket.future;
        } catch (OutboxUnavailableException | IllegalArgumentException | NullPointerException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<List<Claim>> claim(String connection, int max, Duration lease) {
        Ticket.Claiming ticket = new Ticket.Claiming(connection, max, lease);
        requireBridge("Claiming deliveries").working().submit(ticket);
        return ticket.future;
    }

    /** While the database is away this waits for it to come back. */
    @Override
    public CompletableFuture<Void> record(Result result) {
        Ticket.Recording ticket = new Ticket.Recording(result);
        requireBridge("Recording a result").working().submit(ticket);
        return ticket.future.thenAccept(written -> {
            if (!written) {
                LOG.warn(
                        "Delivery {}: its lease had ended when its result came, and it was given to somebody else or finished. The "
                                + "result is ignored.",
                        result.deliveryId());
            }
        });
    }

    @Override
    public Optional<Instant> nextDue(String connection) {
        return queries.nextDue(connection);
    }

    /** Told of work that this bridge accepted; what others accepted is found by lanes, which look once a second. */
    @Override
    public void onWork(String connection, Runnable listener) {
        listeners.add(connection, listener);
    }

    @Override
    public void onCommit(CommitListener listener) {
        requireBridge("Watching commits").accepting().onCommit(listener);
        requireBridge("Watching commits").working().onCommit(listener);
    }

    @Override
    public List<DeliveryRow> list(DeliveryFilter filter) {
        return queries.list(filter);
    }

    @Override
    public Optional<DeliveryDetail> show(long deliveryId) {
        return queries.show(deliveryId);
    }

    @Override
    public List<DeliveryRow> ofEvent(long eventId) {
        return queries.ofEvent(eventId);
    }

    @Override
    public Optional<String> remoteId(String connection, String orderKey) {
        return queries.remoteId(connection, orderKey);
    }

    @Override
    public Map<String, Counts> counts() {
        return queries.counts();
    }

    @Override
    public Map<String, Long> bytes() {
        return Map.of("database", queries.bytes());
    }

    @Override
    public CompletableFuture<Integer> replay(DeliveryFilter filter) {
        return change(() -> housekeeping.replay(filter));
    }

    @Override
    public CompletableFuture<Integer> purge(DeliveryFilter filter) {
        return change(() -> housekeeping.purge(filter));
    }

    @Override
    public Optional<String> watermark(String name) {
        return queries.watermark(name);
    }

    @Override
    public CompletableFuture<Boolean> saveWatermark(String name, String expected, String value) {
        OutboxStore.requireShort(name, value);
        return change(() -> housekeeping.saveWatermark(name, expected, value));
    }

    private interface Change<T> {
        T make() throws SQLException;
    }

    private <T> CompletableFuture<T> change(Change<T> change) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return change.make();
            } catch (SQLException e) {
                throw PostgresFailures.writing(database, e);
            }
        });
    }

    /** Removes what is older than the retention and sums the counts up; done once a minute anyway. How many deliveries went. */
    public int tidy() throws SQLException {
        Upkeep upkeep = requireBridge("Tidying").upkeep();
        upkeep.foldTally();
        return upkeep.pruneOnce();
    }

    @Override
    public Optional<String> trouble() {
        return bridge == null
                ? Optional.empty()
                : Stream.of(bridge.accepting(), bridge.working())
                        .flatMap(writer -> writer.trouble().stream())
                        .findFirst();
    }

    private Bridge requireBridge(String doing) {
        if (bridge == null) {
            throw new IllegalStateException(doing + ": only a bridge may do so.");
        }
        return bridge;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (bridge != null) {
                bridge.upkeep().close();
                bridge.accepting().close();
                bridge.working().close();
                readers.change(connection ->
                        Lanes.release(connection, bridge.identity().id()));
            }
        } catch (SQLException e) {
            LOG.warn(
                    "Closing the ledger {}: {}. What was acknowledged is safe; what was in flight goes out again when its lease ends.",
                    database.name(),
                    PostgresFailures.words(e));
        } finally {
            readers.close();
            release(bridge == null ? null : bridge.identity());
        }
    }

    private static void release(Identity identity) {
        if (identity == null) {
            return;
        }
        try {
            identity.close();
        } catch (IOException e) {
            LOG.warn("Releasing the lock of the data folder: {}. It ends with this process.", e.getMessage());
        }
    }
}
