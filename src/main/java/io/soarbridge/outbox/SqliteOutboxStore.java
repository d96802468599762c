package io.soarbridge.outbox;

import io.soarbridge.config.OutboxSettings;
import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger in one SQLite file. Futures complete on a thread of the store: what is attached to them must be short or hand over.
 *
 * <p>A lease that ends makes its delivery due again, with {@code maybeApplied} set, at the next claim; a start after a crash does
 * so for all.
 */
public final class SqliteOutboxStore implements OutboxStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteOutboxStore.class);

    private final SqliteFile file;
    private final Access access;
    private final Ledger ledger;
    private final GroupWriter writer;
    private final LedgerQueries queries;
    private final WorkListeners listeners = new WorkListeners();
    private final Admission admission;
    private final Upkeep upkeep;
    private final InstanceLock lock;
    private boolean closed;

    private enum Access {
        BRIDGE,
        SHARED,
        READ_ONLY
    }

    private SqliteOutboxStore(SqliteFile file, Access access, OutboxSettings settings, Time time, InstanceLock lock)
            throws SQLException {
        this.file = file;
        this.access = access;
        this.lock = lock;
        ledger = access == Access.READ_ONLY ? null : ledger(file, access, lock, time);
        writer = ledger == null ? null : new GroupWriter(file, ledger, time, listeners::tell);
        queries = new LedgerQueries(file);
        admission = access == Access.BRIDGE ? new Admission(settings, file.path(), time.clock()) : null;
        upkeep = access == Access.BRIDGE
                ? new Upkeep(file, writer, settings, new ClockWatch(time.clock(), time.steadyMillis()))
                : null;
    }

    /**
     * Opens the ledger for a bridge, which must be the only one; makes file and folder when there are none. Deliveries that a
     * crash left in flight become pending, with {@code maybeApplied} set.
     *
     * @throws BridgeException {@code outbox/in-use}, {@code outbox/corrupt}, {@code outbox/schema}, {@code outbox/open-failed}
     */
    public static SqliteOutboxStore open(Path file, OutboxSettings settings, InstantSource clock) {
        return open(file, settings, new Time(clock, () -> System.nanoTime() / 1_000_000));
    }

    /** @param steadyMillis a time that only goes on, whatever is done to the clock */
    record Time(InstantSource clock, LongSupplier steadyMillis) {}

    static SqliteOutboxStore open(Path file, OutboxSettings settings, Time time) {
        InstanceLock lock = null;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            lock = InstanceLock.take(file);
            SqliteOutboxStore store = new SqliteOutboxStore(new SqliteFile(file), Access.BRIDGE, settings, time, lock);
            store.startBridge();
            return store;
        } catch (IOException | SQLException e) {
            release(lock);
            throw StoreFailures.opening(file, e);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    /**
     * Opens the ledger beside a running bridge, or while none runs, to look, replay, purge and move watermarks; it cannot accept, claim or record.
     *
     * @throws BridgeException {@code outbox/missing}, {@code outbox/corrupt}, {@code outbox/schema}, {@code outbox/open-failed}
     */
    public static SqliteOutboxStore openShared(Path file, InstantSource clock) {
        return openBeside(file, Access.SHARED, clock);
    }

    /** Like {@link #openShared}, only to look. */
    public static SqliteOutboxStore openReadOnly(Path file, InstantSource clock) {
        return openBeside(file, Access.READ_ONLY, clock);
    }

    private static SqliteOutboxStore openBeside(Path path, Access access, InstantSource clock) {
        SqliteFile file = new SqliteFile(path);
        if (!file.exists()) {
            throw new BridgeException(
                    "outbox/missing",
                    "Opening the ledger %s: there is no such file. Start the bridge once, or name the folder of the bridge you mean."
                            .formatted(path));
        }
        try (Connection connection = file.reader()) {
            SqliteSchema.requireCurrent(file, connection);
            SqliteOutboxStore store = new SqliteOutboxStore(file, access, null, new Time(clock, clock::millis), null);
            if (store.writer != null) {
                store.writer.start();
            }
            return store;
        } catch (SQLException e) {
            throw StoreFailures.opening(path, e);
        }
    }

    private static Ledger ledger(SqliteFile file, Access access, InstanceLock lock, Time time) throws SQLException {
        if (access == Access.BRIDGE && file.exists()) {
            new Soundness(file, lock).require();
        } else if (access == Access.BRIDGE && lock.acknowledgedBefore() > 0) {
            LOG.warn("The ledger {} is gone, and what it had with it. Starting with an empty one.", file.path());
        }
        Connection connection = access == Access.BRIDGE ? file.creator() : file.writer();
        try {
            if (access == Access.BRIDGE) {
                SqliteSchema.migrate(file, connection);
            }
            return new Ledger(file, connection, lock, time);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void startBridge() throws SQLException {
        ledger.loadKnown();
        writer.start();
        int released;
        try {
            released = writer.submit(new ReleaseLeases()).join();
        } catch (CompletionException e) {
            close();
            throw StoreFailures.opening(file.path(), e.getCause());
        }
        if (released > 0) {
            LOG.warn(
                    "The bridge did not stop in good order: {} deliveries were in flight. They go out again after a look at what "
                            + "the target already has.",
                    released);
        }
        upkeep.start();
    }

    @Override
    public CompletableFuture<List<Receipt>> accept(List<NewEvent> events) {
        requireBridge("Accepting events");
        try {
            AcceptEvents operation = new AcceptEvents(events, admission);
            admission.requireRoom(ledger.tally.open(), 1);
            admission.requireDisk();
            return writer.offer(operation, operation.bytes());
        } catch (OutboxUnavailableException | IllegalArgumentException | NullPointerException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<List<Claim>> claim(String connection, int max, Duration lease) {
        requireBridge("Claiming deliveries");
        return writer.submit(new ClaimDue(connection, max, lease));
    }

    @Override
    public CompletableFuture<Void> record(Result result) {
        requireBridge("Recording a result");
        return writer.submit(new RecordResult(result)).thenAccept(written -> {
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
        Optional<Instant> fresh =
                access == Access.BRIDGE ? ledger.backlogs.nextDue(connection) : queries.freshSince(connection);
        return Stream.of(fresh, queries.nextHeld(connection))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    @Override
    public void onWork(String connection, Runnable listener) {
        listeners.add(connection, listener);
    }

    @Override
    public void onCommit(CommitListener listener) {
        writer.onCommit(listener);
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
        List<Long> recent = access == Access.BRIDGE
                ? ledger.known.recent(connection, orderKey)
                : queries.recent(connection, orderKey);
        return queries.remoteId(connection, orderKey, recent);
    }

    @Override
    public Optional<String> watermark(String name) {
        return queries.watermark(name);
    }

    @Override
    public CompletableFuture<Boolean> saveWatermark(String name, String expected, String value) {
        requireWritable("Saving a watermark");
        OutboxStore.requireShort(name, value);
        return writer.submit(new SaveWatermark(name, expected, value));
    }

    @Override
    public Optional<String> trouble() {
        if (access == Access.READ_ONLY) {
            return Optional.empty();
        }
        Optional<String> gone = ledger.gone();
        return gone.isPresent() ? gone : writer.trouble();
    }

    @Override
    public Map<String, Counts> counts() {
        return queries.counts();
    }

    @Override
    public Map<String, Long> bytes() {
        return Map.of("main", file.path().toFile().length(), "wal", file.walBytes());
    }

    @Override
    public CompletableFuture<Integer> replay(DeliveryFilter filter) {
        requireWritable("Replaying deliveries");
        return new FinishedRows(writer, ReplayRows::new).change(filter, EnumSet.of(State.DEAD));
    }

    @Override
    public CompletableFuture<Integer> purge(DeliveryFilter filter) {
        requireWritable("Purging deliveries");
        return new FinishedRows(writer, PurgeRows::new).change(filter, EnumSet.of(State.DEAD, State.DELIVERED));
    }

    /** Removes what is older than the retention; done once a minute anyway. How many deliveries went. */
    public int pruneOnce() {
        requireBridge("Pruning");
        return upkeep.pruneOnce();
    }

    /** Runs {@code operation} on the writer's connection, in a transaction. */
    <T> CompletableFuture<T> onWriter(Operation<T> operation) {
        return writer.submit(operation);
    }

    private void requireBridge(String doing) {
        if (access != Access.BRIDGE) {
            throw new IllegalStateException(doing + ": only the bridge that owns the ledger may do so.");
        }
    }

    private void requireWritable(String doing) {
        if (access == Access.READ_ONLY) {
            throw new IllegalStateException(doing + ": the ledger was opened for reading only.");
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (access == Access.BRIDGE) {
                upkeep.close();
            }
            if (writer != null) {
                writer.close(access == Access.BRIDGE ? new ReleaseLeases() : l -> 0);
            }
            queries.close();
            if (ledger != null) {
                ledger.close();
            }
        } catch (SQLException e) {
            LOG.warn("Closing the ledger {}: {}. What was acknowledged is on disk.", file.path(), e.getMessage());
        } finally {
            release(lock);
        }
    }

    private static void release(InstanceLock lock) {
        if (lock == null) {
            return;
        }
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("Releasing the ledger's lock: {}. It ends with this process.", e.getMessage());
        }
    }
}
