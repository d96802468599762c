package io.soarbridge.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The open deliveries of one connection, of which only those in flight are in memory. A delivery is fresh until it is first
 * looked at for a claim, in the order of ids; the cursor is the id before which nothing is fresh. What the cursor has passed without
 * claiming it, or what came back, is held: its row says so. Changed by the writer's thread only.
 */
final class Backlog {
    private static final long NEVER = Long.MAX_VALUE;

    /** A jump of the cursor over so many ids is written; a shorter one costs a start less than writing it. */
    private static final long FAR = 10_000;

    final String connection;
    private final Map<Long, Claimed> busy = new HashMap<>();
    private long writtenCursor;
    private long cursor;
    private boolean moved;
    private volatile long fresh;
    private volatile long freshSince;
    private long firstLeaseEnd = NEVER;
    private long held;

    Backlog(String connection) {
        this.connection = connection;
    }

    /** A delivery in flight. @param leaseUntil by the steady time of {@link Ledger#steady} */
    record Claimed(Backlog backlog, long id, long lane, long ticket, long leaseUntil) {}

    /** @param pending of the connection, held ones included */
    void load(long cursor, long pending, long held) {
        this.cursor = cursor;
        this.writtenCursor = cursor;
        this.moved = false;
        this.fresh = pending - held;
        this.freshSince = 0;
        this.held = held;
        this.firstLeaseEnd = NEVER;
        busy.clear();
    }

    void accepted(long id, long now) {
        if (fresh == 0) {
            freshSince = now;
            cursor = id;
            moved |= writtenCursor == 0 || id - writtenCursor > FAR;
        }
        fresh = fresh + 1;
    }

    /** {@code count} fresh rows were looked at, the last of them this one. */
    void passed(int count, long lastId, long lastReceivedAt) {
        cursor = lastId + 1;
        freshSince = lastReceivedAt;
        fresh = fresh - count;
        moved = true;
    }

    /** There is nothing fresh, whatever was believed. */
    void nothingFresh() {
        fresh = 0;
    }

    void claimed(Claimed claim) {
        busy.put(claim.lane(), claim);
        firstLeaseEnd = Math.min(firstLeaseEnd, claim.leaseUntil());
    }

    void ended(Claimed claim) {
        busy.remove(claim.lane());
        if (busy.isEmpty()) {
            firstLeaseEnd = NEVER;
        }
    }

    /** Claims whose lease has ended by {@code steady}, oldest first. */
    List<Claimed> overdue(long steady, int max) {
        if (firstLeaseEnd > steady) {
            return List.of();
        }
        List<Claimed> overdue = new ArrayList<>();
        long first = NEVER;
        for (Claimed claim : busy.values()) {
            if (claim.leaseUntil() <= steady) {
                overdue.add(claim);
            }
            first = Math.min(first, claim.leaseUntil());
        }
        firstLeaseEnd = first;
        overdue.sort((a, b) -> Long.compare(a.id(), b.id()));
        return overdue.subList(0, Math.min(max, overdue.size()));
    }

    boolean busy(long lane) {
        return busy.containsKey(lane);
    }

    void hold(int more) {
        held += more;
    }

    long held() {
        return held;
    }

    /** After another process changed rows. */
    void held(long rows) {
        held = rows;
    }

    long fresh() {
        return fresh;
    }

    /** Millis; nothing fresh was received before. */
    long freshSince() {
        return freshSince;
    }

    long cursor() {
        return cursor;
    }

    boolean moved() {
        return moved;
    }

    void written() {
        writtenCursor = cursor;
        moved = false;
    }

    /** Since when something fresh is due; empty when nothing is. Any thread may ask. */
    Optional<Instant> nextDue() {
        return fresh > 0 ? Optional.of(Instant.ofEpochMilli(freshSince)) : Optional.empty();
    }
}
