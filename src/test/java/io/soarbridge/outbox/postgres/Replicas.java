package io.soarbridge.outbox.postgres;

import io.soarbridge.config.DatabaseSettings;
import io.soarbridge.config.OutboxSettings;
import io.soarbridge.outbox.Claim;
import io.soarbridge.outbox.NewEvent;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.Receipt;
import io.soarbridge.outbox.Result;
import io.soarbridge.outbox.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Senders and workers on ledgers that share a database. Senders repeat what was not acknowledged; workers end attempts at random
 * and watch that a key is never worked on twice at a time, and that what one sender sent for a key goes out in its order.
 */
final class Replicas implements AutoCloseable {
    static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private final List<PostgresOutboxStore> stores;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Long> accepted = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> lastOfKey = new ConcurrentHashMap<>();
    private final Map<String, Long> working = new ConcurrentHashMap<>();
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private final AtomicInteger sending = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Duration lease;
    private volatile boolean stopping;

    Replicas(Duration lease, PostgresOutboxStore... stores) {
        this.lease = lease;
        this.stores = List.of(stores);
    }

    static OutboxSettings settings(long maxBacklog) {
        return new OutboxSettings(
                maxBacklog,
                0,
                Duration.ofDays(30),
                LEASE,
                8,
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofSeconds(5));
    }

    static PostgresOutboxStore open(DatabaseSettings where, java.nio.file.Path data) {
        return PostgresOutboxStore.open(where, data, settings(1_000_000), InstantSource.system());
    }

    static NewEvent event(String key, String orderKey) {
        byte[] payload = "{\"k\":\"%s\"}".formatted(key).getBytes(StandardCharsets.UTF_8);
        return new NewEvent(
                "siem", "case", payload, "trace", List.of(new NewEvent.Target("a", "case-create", key, orderKey)));
    }

    static Result done(Claim claim) {
        return new Result.Delivered(
                claim.deliveryId(), claim.ticket(), "done", "INC-" + claim.deliveryId(), "1", null, Duration.ZERO);
    }

    static Result retry(Claim claim, java.time.Instant at) {
        return new Result.Retry(
                claim.deliveryId(), claim.ticket(), at, true, false, "rest/down", 503, "down", Duration.ZERO);
    }

    /** Starts a sender on each ledger, which sends {@code each} events of its own over {@code keys} keys. */
    Replicas send(int each, int keys) {
        for (int i = 0; i < stores.size(); i++) {
            int sender = i;
            sending.incrementAndGet();
            threads.execute(() -> {
                for (int n = 0; n < each && !stopping; n++) {
                    accept(stores.get(sender), event("k" + sender + "-" + n, "o" + (sender * 31 + n) % keys));
                }
                sending.decrementAndGet();
            });
        }
        return this;
    }

    private void accept(OutboxStore store, NewEvent event) {
        while (!stopping) {
            try {
                Receipt receipt = store.accept(List.of(event)).join().get(0);
                accepted.add(receipt.eventId());
                return;
            } catch (CompletionException e) {
                refused.incrementAndGet();
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    /** Starts two workers on each ledger. */
    Replicas work() {
        for (PostgresOutboxStore store : stores) {
            for (int worker = 0; worker < 2; worker++) {
                Random random = new Random(worker);
                threads.execute(() -> {
                    while (!stopping) {
                        work(store, random);
                    }
                });
            }
        }
        return this;
    }

    private void work(PostgresOutboxStore store, Random random) {
        List<Claim> claims;
        try {
            claims = store.claim("a", 1 + random.nextInt(8), lease).join();
        } catch (CompletionException e) {
            LockSupport.parkNanos(50_000_000);
            return;
        }
        for (Claim claim : claims) {
            Long other = working.putIfAbsent(claim.orderKey(), claim.ticket());
            if (other != null && other > claim.ticket()) {
                broken.add("two at a time of " + claim.orderKey());
            }
            String line = claim.dedupKey().replaceFirst("-.*", "") + " " + claim.orderKey();
            if (lastOfKey.getOrDefault(line, 0L) > claim.deliveryId()) {
                broken.add("out of order: " + claim);
            }
            boolean ends = random.nextInt(4) > 0;
            if (ends) {
                lastOfKey.merge(line, claim.deliveryId(), Math::max);
            }
            working.remove(claim.orderKey(), claim.ticket());
            store.record(ends ? done(claim) : retry(claim, java.time.Instant.now()));
        }
        if (claims.isEmpty()) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    int accepted() {
        return accepted.size();
    }

    /** How often a sender was told to send again. */
    int refused() {
        return refused.get();
    }

    List<String> broken() {
        return broken;
    }

    /** Waits until everything that was accepted is delivered. */
    void finish(OutboxStore looking) {
        io.soarbridge.testkit.Await.until("all sent", DEADLINE, () -> sending.get() == 0);
        io.soarbridge.testkit.Await.until("all delivered", DEADLINE, () -> {
            OutboxStore.Counts counts = looking.counts().get("a");
            return counts != null && counts.pending() + counts.inFlight() == 0;
        });
        for (long eventId : accepted) {
            if (looking.ofEvent(eventId).stream().noneMatch(row -> row.state() == State.DELIVERED)) {
                broken.add("lost: event " + eventId);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.MINUTES);
        stores.forEach(PostgresOutboxStore::close);
    }
}
