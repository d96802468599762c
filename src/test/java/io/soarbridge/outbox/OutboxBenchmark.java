package io.soarbridge.outbox;

import io.soarbridge.config.OutboxSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures the ledger. Run by hand: {@code java -cp <test class path> io.soarbridge.outbox.OutboxBenchmark <empty folder> [events
 * [paths]]}.
 */
final class OutboxBenchmark {
    private static final byte[] PAYLOAD = payload();
    private static final String CONNECTION = "xsoar-prod";

    private final SqliteOutboxStore store;
    private final AtomicLong number = new AtomicLong();

    private OutboxBenchmark(SqliteOutboxStore store) {
        this.store = store;
    }

    public static void main(String[] args) throws Exception {
        int events = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        Path file = Files.createDirectories(Path.of(args[0])).resolve("benchmark-" + System.nanoTime() + ".db");
        OutboxSettings settings = new OutboxSettings(
                100_000_000,
                0,
                Duration.ofDays(30),
                Duration.ofMinutes(5),
                8,
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofSeconds(5));
        try (SqliteOutboxStore store = SqliteOutboxStore.open(file, settings, InstantSource.system())) {
            OutboxBenchmark benchmark = new OutboxBenchmark(store);
            if (args.length > 2) {
                benchmark.paths(events);
            } else {
                benchmark.run(events);
            }
        }
    }

    /** Only the usual path. */
    private void paths(int events) throws Exception {
        for (int round = 0; round < 4; round++) {
            accept("accept, 64 producers", events, 64);
            deliver("claim and record", events);
        }
    }

    private void run(int events) throws Exception {
        accept("warm-up: accept", 50_000, 64);
        deliver("warm-up: claim and record", 50_000);
        accept("accept, 64 producers", 200_000, 64);
        deliver("claim and record, 200,000 rows", 200_000);
        both("accept, claim and record together", 200_000);
        accept("accept with 300,000 rows in back-off", 300_000, 64);
        backOff(300_000);
        time(
                "idle claim, 300,000 lanes in back-off",
                2000,
                () -> store.claim(CONNECTION, 16, Duration.ofMinutes(1)).join());
        accept("accept up to " + events + " rows", events, 64);
        time(
                "claim of 16 with so many due",
                200,
                () -> store.claim(CONNECTION, 16, Duration.ofHours(1)).join());
        time("nextDue", 2000, () -> store.nextDue(CONNECTION));
        time("counts", 500, store::counts);
        time("list, newest 50", 500, () -> store.list(any(50)));
        time("remoteId", 2000, () -> store.remoteId(CONNECTION, "alert-" + 1000));
    }

    private static DeliveryFilter any(int limit) {
        return new DeliveryFilter(null, null, null, null, null, null, null, 0, limit);
    }

    private void accept(String what, int count, int producers) throws Exception {
        measure(what, count, () -> produce(count, producers));
    }

    private void produce(int count, int producers) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(producers);
        AtomicLong left = new AtomicLong(count);
        for (int i = 0; i < producers; i++) {
            threads.execute(() -> {
                while (left.getAndDecrement() > 0) {
                    store.accept(List.of(event(number.incrementAndGet()))).join();
                }
            });
        }
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.HOURS);
    }

    private static NewEvent event(long n) {
        String key = "alert-" + Long.toHexString(n * 0x9E3779B97F4A7C15L);
        return new NewEvent(
                "siem",
                "splunk",
                PAYLOAD,
                "4bf92f3577b34da6a3ce929d0e0e4736",
                List.of(new NewEvent.Target(CONNECTION, "case-create", key, key)));
    }

    private void deliver(String what, int count) throws Exception {
        measure(what, count, () -> consume(count));
    }

    private void consume(int count) throws InterruptedException {
        int left = count;
        Semaphore recorded = new Semaphore(0);
        while (left > 0) {
            List<Claim> claims =
                    store.claim(CONNECTION, 64, Duration.ofMinutes(5)).join();
            claims.forEach(claim -> store.record(new Result.Delivered(
                            claim.deliveryId(),
                            claim.ticket(),
                            "done",
                            "INC-" + claim.deliveryId(),
                            "1",
                            "https://x/1",
                            Duration.ZERO))
                    .thenRun(recorded::release));
            left -= claims.size();
        }
        recorded.acquire(count);
    }

    private void both(String what, int count) throws Exception {
        measure(what, count, () -> {
            CompletableFuture<Void> producing = CompletableFuture.runAsync(() -> {
                try {
                    produce(count, 64);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            consume(count);
            producing.join();
        });
    }

    private void backOff(int count) {
        Instant later = Instant.now().plus(Duration.ofHours(5));
        List<CompletableFuture<Void>> recorded = new ArrayList<>();
        for (int left = count; left > 0; ) {
            List<Claim> claims =
                    store.claim(CONNECTION, 512, Duration.ofHours(1)).join();
            for (Claim claim : claims) {
                recorded.add(store.record(new Result.Retry(
                        claim.deliveryId(),
                        claim.ticket(),
                        later,
                        false,
                        false,
                        "rest/unavailable",
                        503,
                        "down",
                        Duration.ZERO)));
            }
            left -= claims.size();
        }
        CompletableFuture.allOf(recorded.toArray(CompletableFuture[]::new)).join();
    }

    private interface Work {
        void run() throws Exception;
    }

    private void measure(String what, int count, Work work) throws Exception {
        long cpu = cpuNanos();
        long own = ownNanos();
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.print("%-45s %,9.0f/s  %6.1f us CPU each, %6.1f of it in the ledger's threads%n"
                .formatted(what, count / seconds, (cpuNanos() - cpu) / 1e3 / count, (ownNanos() - own) / 1e3 / count));
    }

    private void time(String what, int count, Work work) throws Exception {
        work.run();
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - start;
        }
        java.util.Arrays.sort(nanos);
        System.out.print("%-45s median %7.3f ms, 99 %% %7.3f ms%n"
                .formatted(what, nanos[count / 2] / 1e6, nanos[count * 99 / 100] / 1e6));
    }

    /** Of the threads that write and acknowledge. */
    private static long ownNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            nanos += info != null && info.getThreadName().startsWith("outbox-") ? threads.getThreadCpuTime(id) : 0;
        }
        return nanos;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static byte[] payload() {
        byte[] bytes = new byte[2500];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
