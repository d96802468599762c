package io.soarbridge.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** What the demo's senders were told. Thread-safe. */
final class DemoJournal {
    private final Map<String, Instant> acceptedAt = new ConcurrentHashMap<>();
    private final List<Duration> acknowledgements = Collections.synchronizedList(new ArrayList<>());
    private final Map<Integer, Integer> refused = Collections.synchronizedMap(new TreeMap<>());
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile int resent;

    /** @param took from the start of the request that was acknowledged */
    void accepted(String key, Instant at, Duration took) {
        acceptedAt.putIfAbsent(key, at);
        acknowledgements.add(took);
        first.countDown();
    }

    /** @param status an HTTP status that no retry will change; 0 when the sender gave up */
    void refused(int status) {
        refused.merge(status, 1, Integer::sum);
        first.countDown();
    }

    synchronized void resent() {
        resent++;
    }

    /** When each was first acknowledged, by key. */
    Map<String, Instant> acceptedAt() {
        return Map.copyOf(acceptedAt);
    }

    int different() {
        return acceptedAt.size();
    }

    /** All acknowledgements, those of repeats too. */
    List<Duration> acknowledgements() {
        synchronized (acknowledgements) {
            return List.copyOf(acknowledgements);
        }
    }

    int answered() {
        synchronized (refused) {
            return acknowledgements.size()
                    + refused.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** How many by status. */
    Map<Integer, Integer> refusals() {
        synchronized (refused) {
            return Map.copyOf(refused);
        }
    }

    int retries() {
        return resent;
    }

    CountDownLatch firstAnswer() {
        return first;
    }
}
