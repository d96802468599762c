package io.soarbridge.outbox.postgres;

import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.OutboxUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that writes. It takes what waits, runs it in one transaction on a connection of its own, and lets the futures complete
 * once the commit is on disk: many waiting callers, one flush.
 *
 * <p>A group that meets a lost connection is tried once more on a new one; it is safe to run twice. What is {@link Ticket#patient}
 * then waits for the database to come back, the rest fails.
 */
final class GroupWriter<T extends Ticket<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
    private static final int GROUP = 512;
    private static final int MAX_WAITING = 8192;
    private static final long MAX_WAITING_BYTES = 64L << 20;
    private static final int TRIES = 5;
    private static final long PAUSE_MILLIS = 250;

    private final Database database;
    private final Group<T> how;
    private final Consumer<Set<String>> onWork;
    private final InstantSource clock;
    private final BlockingQueue<Optional<T>> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;
    private volatile Trouble trouble;
    private volatile OutboxStore.CommitListener commits = (operations, nanos) -> {};

    /** How a group is written. */
    interface Group<T> {
        /**
         * Runs in a transaction, and may run a second time when that is rolled back or its end is unknown.
         *
         * @return the connections that have work which is due now
         */
        Set<String> write(Connection connection, List<T> group) throws SQLException;

        /** What to write to take back a group whose connection was lost, so that it may be committed. */
        default List<T> undo(List<T> group) {
            return List.of();
        }
    }

    private record Trouble(Instant since, OutboxUnavailableException why) {}

    /** @param onWork told, after a commit, which connections have work that is due */
    GroupWriter(String name, Database database, Group<T> how, Consumer<Set<String>> onWork, InstantSource clock) {
        this.database = database;
        this.how = how;
        this.onWork = onWork;
        this.clock = clock;
        thread = new Thread(() -> new Loop().run(), name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void onCommit(OutboxStore.CommitListener listener) {
        commits = listener;
    }

    /** For new events: refused when too many wait already. */
    boolean full() {
        return waiting.get() >= MAX_WAITING || waitingBytes.get() > MAX_WAITING_BYTES;
    }

    void submit(T ticket) {
        if (closed) {
            ticket.fail(PostgresFailures.closed(database));
            return;
        }
        waiting.incrementAndGet();
        waitingBytes.addAndGet(ticket.bytes());
        queue.add(Optional.of(ticket));
        if (closed && !thread.isAlive()) {
            failAll();
        }
    }

    /** What keeps it from writing; empty while it works. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble)
                .map(t -> t.why().getMessage() + " Since " + t.since().truncatedTo(ChronoUnit.SECONDS) + ".");
    }

    /** Writes what waits, as far as the database takes it, and ends. */
    void close() {
        closed = true;
        queue.add(Optional.empty());
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        failAll();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void failAll() {
        for (Optional<T> late = queue.poll(); late != null; late = queue.poll()) {
            late.ifPresent(ticket -> ticket.fail(PostgresFailures.closed(database)));
        }
    }

    private synchronized void reportFailing(OutboxUnavailableException why) {
        if (trouble == null) {
            LOG.error(why.getMessage());
            LOG.debug("where the ledger failed", why);
            trouble = new Trouble(clock.instant(), why);
        }
    }

    private synchronized void reportWorking() {
        if (trouble != null) {
            trouble = null;
            LOG.info("Writing the ledger {} works again.", database.name());
        }
    }

    /** What the thread does; its connection, and what it holds while the database is away. */
    private final class Loop {
        private final List<T> held = new ArrayList<>();
        private Connection connection;
        private boolean stopping;

        void run() {
            while (!stopping || !held.isEmpty()) {
                List<T> group = next();
                if (!group.isEmpty()) {
                    write(group);
                }
                if (stopping && !held.isEmpty()) {
                    held.forEach(ticket -> ticket.fail(PostgresFailures.closed(database)));
                    LOG.warn(
                            "Stopping without the database {}: {} results could not be recorded. They are looked up at the system "
                                    + "before they are repeated.",
                            database.name(),
                            held.size());
                    held.clear();
                }
            }
            disconnect();
        }

        private List<T> next() {
            List<T> group = new ArrayList<>(held);
            held.clear();
            List<Optional<T>> taken = new ArrayList<>();
            try {
                Optional<T> first = group.isEmpty() ? queue.take() : queue.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                for (Optional<T> one = first; one != null; one = taken.size() < GROUP ? queue.poll() : null) {
                    taken.add(one);
                    if (one.isEmpty()) {
                        stopping = true;
                        break;
                    }
                }
            } catch (InterruptedException e) {
                LOG.debug("A writer of the ledger ends by close(), not by interruption.");
            }
            for (Optional<T> one : taken) {
                one.ifPresent(ticket -> {
                    waiting.decrementAndGet();
                    waitingBytes.addAndGet(-ticket.bytes());
                    group.add(ticket);
                });
            }
            return group;
        }

        private void write(List<T> group) {
            Throwable failure = tryTwice(group);
            if (failure == null) {
                return;
            }
            if (group.size() > 1 && !PostgresFailures.environmental(failure)) {
                group.forEach(ticket -> write(List.of(ticket)));
                return;
            }
            OutboxUnavailableException why = PostgresFailures.writing(database, failure);
            reportFailing(why);
            for (T ticket : group) {
                if (ticket.patient() && PostgresFailures.environmental(failure)) {
                    held.add(ticket);
                } else {
                    ticket.fail(why);
                }
            }
        }

        /** Once more when a connection was lost that had worked before, or when transactions met. */
        private Throwable tryTwice(List<T> group) {
            for (int tries = 1; ; tries++) {
                boolean connected = connection != null;
                Throwable failure = tryOnce(group);
                boolean again = failure != null
                        && (PostgresFailures.conflict(failure)
                                ? tries < TRIES
                                : connected && PostgresFailures.lost(failure));
                if (!again) {
                    return failure;
                }
            }
        }

        /** @return why the transaction did not succeed as far as we know, or null when it is on disk */
        @SuppressWarnings("CatchThrowable") // a writer that died on an Error would look alive
        private Throwable tryOnce(List<T> group) {
            Set<String> woken;
            long begun = System.nanoTime();
            try {
                if (connection == null) {
                    connection = database.connect(Database.Patience.WRITING);
                    connection.setAutoCommit(false);
                }
                woken = how.write(connection, group);
                connection.commit();
            } catch (Throwable e) {
                if (PostgresFailures.lost(e)) {
                    held.addAll(how.undo(group));
                }
                rollback(e);
                return e;
            }
            reportWorking();
            tell(group, woken, System.nanoTime() - begun);
            return null;
        }

        private void tell(List<T> group, Set<String> woken, long nanos) {
            try {
                group.forEach(Ticket::complete);
                onWork.accept(woken);
                commits.committed(group.size(), nanos);
            } catch (RuntimeException e) {
                LOG.error("Telling who waited for the ledger failed in a way that should not happen.", e);
            }
        }

        private void rollback(Throwable cause) {
            if (connection == null) {
                return;
            }
            try {
                if (PostgresFailures.lost(cause)) {
                    disconnect();
                } else {
                    connection.rollback();
                }
            } catch (SQLException e) {
                cause.addSuppressed(e);
                disconnect();
            }
        }

        private void disconnect() {
            if (connection != null) {
                try {
                    connection.close();
                } catch (SQLException e) {
                    LOG.debug("closing a connection that is lost already", e);
                }
                connection = null;
            }
        }
    }
}
