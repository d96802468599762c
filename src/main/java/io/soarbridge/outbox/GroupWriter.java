package io.soarbridge.outbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Takes all operations that wait, runs them in one transaction, and lets their futures complete, on a
 * second thread, once the commit is on disk: many waiting callers, one fsync.
 */
final class GroupWriter {
    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
    private static final int GROUP = 512;
    private static final int MAX_WAITING = 8192;
    private static final long MAX_WAITING_BYTES = 64L << 20;
    /** A write that takes longer is worth a word. */
    private static final long SLOW_MILLIS = 2000;

    private final SqliteFile file;
    private final Ledger ledger;
    private final Checkpoints checkpoints;
    private final Consumer<Set<String>> onWork;
    private final BlockingQueue<Queued<?>> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final SqliteOutboxStore.Time time;
    private final Queued<Void> stop = new Queued<>(l -> null, 0);
    private final ExecutorService acknowledger =
            Executors.newSingleThreadExecutor(r -> daemon(r, "outbox-acknowledge"));
    private volatile Thread thread;
    private volatile List<Queued<?>> current = List.of();
    private volatile OutboxStore.CommitListener commits = (operations, nanos) -> {};
    private volatile boolean closed;
    private volatile boolean ended;
    private volatile long groups;
    private volatile Trouble trouble;
    private volatile Write write;

    private record Trouble(Instant since, String words) {}

    /** The one that is under way. */
    private record Write(Instant since, long steadyMillis) {}

    /** @param onWork told, after a commit, which connections have new work */
    GroupWriter(SqliteFile file, Ledger ledger, SqliteOutboxStore.Time time, Consumer<Set<String>> onWork) {
        this.file = file;
        this.checkpoints = new Checkpoints(file);
        this.time = time;
        this.ledger = ledger;
        this.onWork = onWork;
    }

    void onCommit(OutboxStore.CommitListener listener) {
        commits = listener;
    }

    void start() {
        Thread fresh = daemon(this::loop, "outbox-write");
        fresh.start();
        thread = fresh; // never one that has not begun: it would look dead
    }

    /** A writer that died, for lack of memory or by a fault of ours, is replaced; what it was writing fails. */
    private void startAgainIfDead() {
        Thread writing = thread;
        if (writing == null || writing.isAlive() || ended) {
            return;
        }
        synchronized (this) {
            if (thread == writing && !ended) {
                LOG.error("The ledger's writing thread had died; a new one takes over. Please report this.");
                IllegalStateException died = new IllegalStateException("the writing thread died");
                fail(current, StoreFailures.writing(file.path(), died));
                write = null;
                start();
            }
        }
    }

    /** Why nothing can be written, since when; empty while it works. */
    Optional<String> trouble() {
        startAgainIfDead();
        Trouble now = trouble;
        return now == null ? slowness() : Optional.of(now.words() + " This began at " + seconds(now.since()) + ".");
    }

    private Optional<String> slowness() {
        Write now = write;
        if (now == null || taken(now) < SLOW_MILLIS) {
            return Optional.empty();
        }
        return Optional.of(
                ("Writing the ledger %s: a write that began at %s is not on disk yet. What came in since waits for it, and so do "
                                + "results of deliveries. The disk is slow, or another program keeps the file locked.")
                        .formatted(file.path(), seconds(now.since())));
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private long taken(Write begun) {
        return time.steadyMillis().getAsLong() - begun.steadyMillis();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** For new events: refused when too many wait already. */
    <T> CompletableFuture<T> offer(Operation<T> operation, long bytes) {
        boolean full = waiting.get() >= MAX_WAITING || waitingBytes.get() > MAX_WAITING_BYTES;
        return full ? CompletableFuture.failedFuture(StoreFailures.busy(file.path())) : submit(operation, bytes);
    }

    /** For everything that concerns work already taken: never refused while open. */
    <T> CompletableFuture<T> submit(Operation<T> operation) {
        return submit(operation, 0);
    }

    private <T> CompletableFuture<T> submit(Operation<T> operation, long bytes) {
        if (closed) {
            return CompletableFuture.failedFuture(StoreFailures.closed(file.path()));
        }
        Queued<T> ticket = new Queued<>(operation, bytes);
        waiting.incrementAndGet();
        waitingBytes.addAndGet(bytes);
        queue.add(ticket);
        startAgainIfDead();
        if (ended && queue.remove(ticket)) {
            ticket.future.completeExceptionally(StoreFailures.closed(file.path()));
        }
        return ticket.future;
    }

    /** How many groups were written so far; unchanged means idle. */
    long groups() {
        return groups;
    }

    private void loop() {
        boolean stopping = false;
        while (!stopping || !queue.isEmpty()) {
            List<Queued<?>> group = next();
            stopping |= group.remove(stop);
            if (!group.isEmpty()) {
                current = group;
                write = new Write(time.clock().instant(), time.steadyMillis().getAsLong());
                checkpoints.writing().lock();
                try {
                    write(group);
                } finally {
                    checkpoints.writing().unlock();
                }
                reportSlow(write);
                write = null;
                current = List.of();
            }
        }
        ended = true;
        for (Queued<?> late = queue.poll(); late != null; late = queue.poll()) {
            late.fail(StoreFailures.closed(file.path()));
            late.complete();
        }
    }

    private List<Queued<?>> next() {
        List<Queued<?>> group = new ArrayList<>();
        try {
            group.add(queue.take());
            queue.drainTo(group, GROUP - 1);
        } catch (InterruptedException e) {
            LOG.debug("The ledger's writer ends by close(), not by interruption.");
        }
        for (Queued<?> ticket : group) {
            if (ticket != stop) {
                waiting.decrementAndGet();
                waitingBytes.addAndGet(-ticket.bytes);
            }
        }
        return group;
    }

    private void write(List<Queued<?>> group) {
        Throwable failure = tryGroup(group);
        if (failure == null) {
            return;
        }
        if (group.size() > 1 && !StoreFailures.environmental(failure)) {
            group.forEach(ticket -> write(List.of(ticket)));
            return;
        }
        OutboxUnavailableException why = StoreFailures.writing(file.path(), failure);
        if (StoreFailures.environmental(failure)) {
            reportFailing(why);
        } else {
            LOG.error("A write to the ledger failed in a way that should not happen. Please report this.", failure);
        }
        fail(group, why);
    }

    private void fail(List<Queued<?>> group, OutboxUnavailableException why) {
        group.forEach(ticket -> ticket.fail(why));
        acknowledger.execute(() -> group.forEach(Queued::complete));
    }

    /** @return why the transaction was rolled back, or null when it is on disk */
    @SuppressWarnings("CatchThrowable") // a writer that died on an Error would look alive
    private Throwable tryGroup(List<Queued<?>> group) {
        long begun = System.nanoTime();
        try {
            ledger.begin();
            if (trouble != null) {
                ledger.probe();
            }
            for (Queued<?> ticket : group) {
                ticket.run(ledger);
            }
            Set<String> woken = ledger.commit();
            checkpoints.written(++groups);
            commits.committed(group.size(), System.nanoTime() - begun);
            reportWorking();
            acknowledger.execute(() -> {
                group.forEach(Queued::complete);
                onWork.accept(woken);
            });
            return null;
        } catch (Throwable e) {
            ledger.rollback();
            return e;
        }
    }

    private void reportSlow(Write ended) {
        long millis = taken(ended);
        if (millis >= SLOW_MILLIS) {
            LOG.warn(
                    "Writing the ledger {} took {} ms. Its disk is slow, or another program kept the file locked.",
                    file.path(),
                    millis);
        }
    }

    private void reportFailing(OutboxUnavailableException failure) {
        Trouble before = trouble;
        trouble = new Trouble(before == null ? time.clock().instant() : before.since(), failure.getMessage());
        if (before == null) {
            LOG.error(failure.getMessage(), failure);
        }
    }

    private void reportWorking() {
        if (trouble != null) {
            trouble = null;
            LOG.info("Writing the ledger {} works again.", file.path());
        }
    }

    /** Writes what waits and then {@code last}, and ends. */
    void close(Operation<?> last) {
        closed = true;
        queue.add(new Queued<>(last, 0));
        queue.add(stop);
        startAgainIfDead();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        checkpoints.close();
        acknowledger.shutdown();
        try {
            if (!acknowledger.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("Closing the ledger {}: who waited for a write is still busy with its result.", file.path());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
