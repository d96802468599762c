package io.soarbridge.outbox;

import java.util.Arrays;
import java.util.function.LongPredicate;

/** Pairs of digest and delivery in memory: an open hash table without objects. A digest may be there more than once. */
final class DigestRun {
    private long[] digests;
    private long[] ids;
    private int size;

    /** @param expected pairs that fit without growing */
    DigestRun(int expected) {
        int slots = Integer.highestOneBit(Math.max(expected, 8) * 2 - 1) * 2;
        digests = new long[slots];
        ids = new long[slots];
    }

    void clear() {
        Arrays.fill(ids, 0);
        size = 0;
    }

    void add(long digest, long id) {
        if (++size * 2 > ids.length) {
            grow();
        }
        put(digest, id);
    }

    private void put(long digest, long id) {
        int slot = slot(digest);
        while (ids[slot] != 0) {
            slot = (slot + 1) & (ids.length - 1);
        }
        digests[slot] = digest;
        ids[slot] = id;
    }

    private void grow() {
        long[] oldDigests = digests;
        long[] oldIds = ids;
        digests = new long[oldDigests.length * 2];
        ids = new long[oldIds.length * 2];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldIds[i] != 0) {
                put(oldDigests[i], oldIds[i]);
            }
        }
    }

    private int slot(long digest) {
        return (int) (digest ^ digest >>> 32) & (ids.length - 1);
    }

    /** Shows the deliveries of a digest until {@code found} says that it was the one. */
    void find(long digest, LongPredicate found) {
        for (int slot = slot(digest); ids[slot] != 0; slot = (slot + 1) & (ids.length - 1)) {
            if (digests[slot] == digest && found.test(ids[slot])) {
                return;
            }
        }
    }

    int size() {
        return size;
    }

    /** All digests once, ascending. */
    long[] sorted() {
        long[] sorted = new long[size];
        int n = 0;
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] != 0) {
                sorted[n++] = digests[i];
            }
        }
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, distinct);
    }
}
