package io.soarbridge.outbox.postgres;

import com.sun.management.OperatingSystemMXBean;
import io.soarbridge.outbox.Claim;
import io.soarbridge.testkit.Postgres;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Measures the ledger on a server that it starts. Run by hand: {@code … PostgresBenchmark [events]}. */
final class PostgresBenchmark {
    private static final int SENDERS = 64;

    private PostgresBenchmark() {}

    private interface Work {
        void run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        try (Postgres postgres = Postgres.started();
                PostgresOutboxStore store = Replicas.open(
                        postgres.settings(postgres.database()), Files.createTempDirectory("postgres-benchmark"))) {
            AtomicLong number = new AtomicLong();
            for (int round = 0; round < 3; round++) {
                measure("accept, 64 senders", events, postgres, () -> accept(store, events, number));
                measure("claim and record", events, postgres, () -> deliver(store, events));
            }
        }
    }

    private static void accept(PostgresOutboxStore store, int events, AtomicLong number) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        AtomicLong left = new AtomicLong(events);
        for (int i = 0; i < SENDERS; i++) {
            senders.execute(() -> {
                while (left.getAndDecrement() > 0) {
                    String key = "alert-" + number.incrementAndGet();
                    store.accept(List.of(Replicas.event(key + " ".repeat(700), key)))
                            .join();
                }
            });
        }
        senders.shutdown();
        senders.awaitTermination(1, TimeUnit.HOURS);
    }

    private static void deliver(PostgresOutboxStore store, int events) {
        CompletableFuture<?>[] recorded = new CompletableFuture<?>[events];
        for (int done = 0; done < events; ) {
            for (Claim claim : store.claim("a", 64, Replicas.LEASE).join()) {
                recorded[done++] = store.record(Replicas.done(claim));
            }
        }
        CompletableFuture.allOf(recorded).join();
    }

    private static void measure(String what, int events, Postgres postgres, Work work) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long server = postgres.cpuNanos();
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%-25s %,8.0f/s  %6.1f us CPU of the client, %6.1f us of the server%n",
                what,
                events / seconds,
                (system.getProcessCpuTime() - cpu) / 1e3 / events,
                (postgres.cpuNanos() - server) / 1e3 / events);
    }
}
