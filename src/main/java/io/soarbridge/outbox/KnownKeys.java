package io.soarbridge.outbox;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Which deliveries have a digest: recent ones in memory, older ones in the table {@code known}. An index that each event changes at
 * a random place would be most of what an event costs. So digests are gathered in memory and merged into the table in
 * ascending order, when there are many, a little with each group of writes. What is found may be another delivery of the same
 * digest, or gone. All but {@link #recent} is for the writer's thread.
 */
final class KnownKeys {
    /** So many digests are merged at a time. A start reads up to twice as many deliveries. */
    private static final int RUN = 32_768;

    private static final int SLICE = 512;

    /** Entries of purged deliveries are removed when they are so large a part of all. */
    private static final int SWEEP_SHARE = 8;

    private static final int READ = 4096;
    private static final int ROWS = 32;
    private static final String INSERT_ONE = "insert or ignore into known (digest, delivery_id) values (?, ?)";
    private static final String INSERT_MANY = INSERT_ONE + ", (?, ?)".repeat(ROWS - 1);

    private final Statements sql;
    private final MetaTable meta;
    private DigestRun run = new DigestRun(RUN);
    private DigestRun spare = new DigestRun(RUN);
    private Merge merge;

    KnownKeys(Statements sql, MetaTable meta) {
        this.sql = sql;
        this.meta = meta;
    }

    /** A run on its way into the table. */
    private static final class Merge {
        final DigestRun run;
        final long[] digests;
        final long lastId;
        final long sweepBelow;
        int done;
        int committed;

        /** @param sweepBelow entries of smaller ids, which are all gone, are removed on the way; 0 for none */
        Merge(DigestRun run, long lastId, long sweepBelow) {
            this.run = run;
            this.digests = run.sorted();
            this.lastId = lastId;
            this.sweepBelow = sweepBelow;
        }

        /** Where the slice after {@code position} digests begins, and the one before it ends. */
        long border(int position) {
            return position == 0 ? Long.MIN_VALUE : position == digests.length ? Long.MAX_VALUE : digests[position];
        }
    }

    /** The event of the delivery that is this unit of work. */
    OptionalLong eventOf(AcceptEvents.Unit unit) throws SQLException {
        for (long id : candidates(unit.digest())) {
            NewEvent.Target target = unit.target();
            Long event = sql.first(
                            "select event_id from delivery where id = ? and connection = ? and operation = ? and dedup_key = ?",
                            r -> r.getLong(1),
                            id,
                            target.connection(),
                            target.operation(),
                            target.dedupKey())
                    .orElse(null);
            if (event != null) {
                return OptionalLong.of(event);
            }
        }
        return OptionalLong.empty();
    }

    private List<Long> candidates(long digest) throws SQLException {
        List<Long> ids = sql.all("select delivery_id from known where digest = ?", r -> r.getLong(1), digest);
        List<Long> recent = recent(digest);
        if (ids.isEmpty() || recent.isEmpty()) {
            return ids.isEmpty() ? recent : ids;
        }
        List<Long> all = new ArrayList<>(recent);
        all.addAll(ids);
        return all;
    }

    /** Ids of recent deliveries that have this digest, committed or not, in no order. Any thread may ask. */
    synchronized List<Long> recent(long digest) {
        List<Long> ids = new ArrayList<>(0);
        run.find(digest, id -> !ids.add(id));
        if (merge != null) {
            merge.run.find(digest, id -> !ids.add(id));
        }
        return ids;
    }

    /** Ids of recent deliveries that may be of this order key. Any thread may ask. */
    List<Long> recent(String connection, String orderKey) {
        Digest digest = new Digest();
        List<Long> ids = new ArrayList<>(recent(digest.creation(connection, orderKey)));
        ids.addAll(recent(digest.lane(orderKey)));
        return ids;
    }

    synchronized void add(AcceptEvents.Unit unit, long id) {
        NewEvent.Target target = unit.target();
        run.add(unit.digest(), id);
        if (Digest.foundByLane(target.operation(), target.dedupKey(), target.orderKey())) {
            run.add(unit.lane(), id);
        }
    }

    /** Brings the next slice of a run into the table, within a transaction. {@code lastId} is the greatest id given out. */
    void mergeSome(long lastId) throws SQLException {
        if (merge == null) {
            if (run.size() < RUN) {
                return;
            }
            beginMerge(lastId);
        }
        if (merge.done == merge.digests.length) {
            return;
        }
        long from = merge.border(merge.done);
        List<Object> pairs = new ArrayList<>(SLICE * 2 + 8);
        while (merge.done < merge.digests.length && pairs.size() < SLICE * 2) {
            long digest = merge.digests[merge.done++];
            merge.run.find(digest, id -> !(pairs.add(digest) && pairs.add(id)));
        }
        insert(pairs);
        if (merge.sweepBelow > 0) {
            sql.update(
                    "delete from known where digest >= ? and digest <= ? and delivery_id < ?",
                    from,
                    merge.border(merge.done),
                    merge.sweepBelow);
        }
        if (merge.done == merge.digests.length) {
            meta.set(MetaTable.KNOWN_UP_TO, merge.lastId);
            meta.set(MetaTable.KNOWN_FROM, Math.max(merge.sweepBelow, meta.value(MetaTable.KNOWN_FROM)));
        }
    }

    private void beginMerge(long lastId) throws SQLException {
        long oldest = sql.first("select coalesce(min(id), 0) from delivery", r -> r.getLong(1))
                .orElse(0L);
        boolean worthIt =
                oldest - meta.value(MetaTable.KNOWN_FROM) > Math.max(2 * RUN, (lastId - oldest) / SWEEP_SHARE);
        synchronized (this) {
            merge = new Merge(run, lastId, worthIt ? oldest : 0);
            run = spare; // two that take turns: new ones would grow old and leave much garbage
        }
    }

    private void insert(List<Object> pairs) throws SQLException {
        int from = 0;
        for (; from + ROWS * 2 <= pairs.size(); from += ROWS * 2) {
            sql.update(INSERT_MANY, pairs.subList(from, from + ROWS * 2).toArray());
        }
        for (; from < pairs.size(); from += 2) {
            sql.update(INSERT_ONE, pairs.get(from), pairs.get(from + 1));
        }
    }

    synchronized void committed() {
        if (merge != null) {
            merge.committed = merge.done;
            if (merge.done == merge.digests.length) {
                spare = merge.run;
                spare.clear();
                merge = null;
            }
        }
    }

    synchronized void rolledBack() {
        if (merge != null) {
            merge.done = merge.committed;
        }
    }

    /**
     * Reads the next deliveries that the table does not have.
     *
     * @return the id to go on with, 0 when that was all
     */
    long readSome(long afterId) throws SQLException {
        Digest digest = new Digest();
        List<Long> ids = sql.all(
                "select id, connection, operation, dedup_key, order_key from delivery where id > ? order by id limit ?",
                r -> {
                    NewEvent.Target target =
                            new NewEvent.Target(r.getString(2), r.getString(3), r.getString(4), r.getString(5));
                    long unit = digest.unit(target.connection(), target.operation(), target.dedupKey());
                    add(new AcceptEvents.Unit(target, unit, digest.lane(target.orderKey())), r.getLong(1));
                    return r.getLong(1);
                },
                afterId,
                READ);
        return ids.size() < READ ? 0 : ids.get(ids.size() - 1);
    }

    /** Brings all into the table, within a transaction, when it is much. {@code lastId} is the greatest id read. */
    boolean mergeWhole(long lastId) throws SQLException {
        if (run.size() < RUN) {
            return false;
        }
        do {
            mergeSome(lastId);
        } while (merge.done < merge.digests.length);
        return true;
    }
}
