package io.soarbridge.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The ledger. Thread-safe. What a future completes with is on disk, fsync'd; what it fails with left no trace.
 *
 * <p>A delivery is {@link State#PENDING} until claimed, {@link State#IN_FLIGHT} until its result is recorded or its lease ends, and
 * then {@link State#DELIVERED}, {@link State#DEAD} or pending again with a time before which it is not due.
 */
public interface OutboxStore extends AutoCloseable {
    /**
     * Takes events in, all or none of the list, one receipt each in the same order.
     *
     * @return fails with {@link OutboxUnavailableException} when the backlog is at its limit, the disk is full or failing, or too
     *     many writes are waiting
     */
    CompletableFuture<List<Receipt>> accept(List<NewEvent> events);

    /**
     * Leases up to {@code max} due deliveries of a connection, at most one per order key and each the oldest undelivered of its
     * key. The claim itself is on disk before this completes, so that after a crash it is known which attempts may have begun.
     */
    CompletableFuture<List<Claim>> claim(String connection, int max, Duration lease);

    /** Ignored when the lease ended and the delivery was claimed again or finished: only the latest claim's result counts. */
    CompletableFuture<Void> record(Result result);

    /** When the next delivery of this connection becomes due; in the past when one is due now; empty when nothing waits. */
    Optional<Instant> nextDue(String connection);

    /** Calls {@code listener} after new or replayed work for {@code connection} is committed; cheap and never blocking. */
    void onWork(String connection, Runnable listener);

    /** Newest first. Payload-free. */
    List<DeliveryRow> list(DeliveryFilter filter);

    /** One delivery with payload and attempts. */
    Optional<DeliveryDetail> show(long deliveryId);

    /** Deliveries by event id, as {@link #list} has them. */
    List<DeliveryRow> ofEvent(long eventId);

    /** The system's id of the case that deliveries of this order key made or found, newest first; empty when none did yet. */
    Optional<String> remoteId(String connection, String orderKey);

    /** Calls {@code listener} after each group of operations that went to disk together; cheap and never blocking. */
    default void onCommit(CommitListener listener) {}

    /** Hears of commits. */
    @FunctionalInterface
    interface CommitListener {
        /** @param nanos from the first statement until it was on disk */
        void committed(int operations, long nanos);
    }

    /** Per connection: how many rows in each state, and when the oldest undelivered one was received. */
    Map<String, Counts> counts();

    /** How large the ledger is, by part: {@code main} and {@code wal} of a file, {@code database} for tables and their indexes. */
    Map<String, Long> bytes();

    /** Dead (or, when the filter says so, delivered) rows become pending, with attempts at zero and {@code maybeApplied} set. */
    CompletableFuture<Integer> replay(DeliveryFilter filter);

    /** Removes dead or delivered rows for good, and events without deliveries. Pending and in-flight rows are never touched. */
    CompletableFuture<Integer> purge(DeliveryFilter filter);

    /** How far a source has come, as it was last saved under this name; empty when it never was. */
    Optional<String> watermark(String name);

    /**
     * Moves a watermark. Bridges that share a ledger may ask the same system: none of them moves it back.
     *
     * @param name {@code <connection>/<flow>}, or something that begins with {@link #PASSING_PREFIX}
     * @param expected what it was, null for none yet
     * @param value at most {@value #LONGEST_WATERMARK} characters
     * @return false, and nothing is changed, when it is neither {@code expected} any more nor {@code value} already
     * @throws IllegalArgumentException when the value is too long
     */
    CompletableFuture<Boolean> saveWatermark(String name, String expected, String value);

    /** Watermarks whose names begin with this are notes of what is under way, and are forgotten after {@link #PASSING}. */
    String PASSING_PREFIX = "~";

    /** Longer than any system waits for an answer. */
    Duration PASSING = Duration.ofHours(25);

    /** More than any cursor of a system needs. */
    int LONGEST_WATERMARK = 64 * 1024;

    /** @throws IllegalArgumentException when it is too long */
    static void requireShort(String name, String value) {
        if (value.length() > LONGEST_WATERMARK) {
            throw new IllegalArgumentException("The watermark %s has %d characters; at most %d are kept."
                    .formatted(name, value.length(), LONGEST_WATERMARK));
        }
    }

    /** What keeps the ledger from writing, since when, and what to do, in words; empty while it works. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** Finishes queued writes, gives leases back, closes the files. */
    @Override
    void close();

    /** @param oldestUndelivered null when nothing waits */
    record Counts(long pending, long inFlight, long delivered, long dead, Instant oldestUndelivered) {}
}
