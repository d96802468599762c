package io.soarbridge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.process.BridgeProcess;
import io.soarbridge.process.ProcessFigures;
import io.soarbridge.simulator.Simulators;
import io.soarbridge.simulator.Sink;
import io.soarbridge.support.BridgeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A bridge under test with a sink behind it; senders are put before it. Close it to end all of them. */
final class Rig implements AutoCloseable {
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(10);
    private static final long TICK_MILLIS = 20;
    private static final Duration WARMUP_STEP = Duration.ofMillis(500);
    /** Times the processor time, for a machine that is busy with other things. */
    private static final long LONGEST_WARMUP = 10;

    private final Launch launch;
    private final CountDownLatch never = new CountDownLatch(1);
    private final Sink sink;
    private final String target;
    private final BenchFolder folder;
    private final BridgeProcess bridge;
    private long firstEvents;

    /** @param extra file with routes of the benchmark's own, or null */
    Rig(Launch launch, BenchPlan plan, Path parent, String name, Path java, String extra) {
        this.launch = launch;
        JsonNode scene = Resources.json("scene.json");
        sink = Simulators.startSink(scene.path("system").asText());
        target = sink.url() + scene.path("call").asText();
        Path own = parent.resolve(name);
        Map<String, String> fill = Map.of("target", target, "concurrency", Integer.toString(plan.connections()));
        Path routes = extra == null ? launch.routes() : BenchFolder.routesWith(launch.routes(), own, extra, fill);
        folder = BenchFolder.create(
                own, new BenchFolder.Setting(routes, sink.url().toString(), sink.credentials(), plan.concurrency()));
        bridge = launch.bridge(new Launch.Child(name, folder.propertiesFile(), folder.log(), java));
    }

    /** How long a start took, and of the processor. */
    record Start(Duration wall, Duration cpu) {}

    /** @return from the start of the process to the first accepted event */
    Start start(Alerts alerts) throws InterruptedException {
        FirstEvent first = new FirstEvent(folder.address(), alerts);
        long begin = System.nanoTime();
        bridge.start();
        first.await(bridge::checkAlive);
        firstEvents++;
        return new Start(Duration.ofNanos(System.nanoTime() - begin), figures().cpu());
    }

    BridgeProcess bridge() {
        return bridge;
    }

    Sink sink() {
        return sink;
    }

    /** URL at the sink that answers any POST. */
    String target() {
        return target;
    }

    BenchFolder folder() {
        return folder;
    }

    ProcessFigures figures() {
        return bridge.figures();
    }

    /** Those that starts sent, all of them accepted. */
    long firstEvents() {
        return firstEvents;
    }

    /**
     * Loads it until it has used so much of the processor, however busy the machine is otherwise.
     *
     * @param load sends for the time it is given
     */
    void warm(Duration cpu, Consumer<Duration> load) {
        Duration until = figures().cpu().plus(cpu);
        long giveUpAt = System.nanoTime() + cpu.toNanos() * LONGEST_WARMUP;
        while (figures().cpu().compareTo(until) < 0 && System.nanoTime() < giveUpAt) {
            load.accept(WARMUP_STEP);
            bridge.checkAlive();
        }
    }

    void pause(Duration time) throws InterruptedException {
        never.await(time.toMillis(), TimeUnit.MILLISECONDS);
        bridge.checkAlive();
    }

    /** Waits until the sink has {@code count} different events. */
    void awaitDelivered(long count) throws InterruptedException {
        long giveUpAt = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (sink.created() < count) {
            pause(Duration.ofMillis(TICK_MILLIS));
            if (System.nanoTime() > giveUpAt) {
                throw new BridgeException(
                        "bench/silent",
                        "Waiting for deliveries: %d of %d arrived within %d min. The bridge's log: %s"
                                .formatted(sink.created(), count, LONGEST_DRAIN.toMinutes(), folder.log()));
            }
        }
    }

    /** What the ledger says. */
    OutboxStore.Counts counts() {
        try (OutboxStore ledger = launch.ledger(folder.propertiesFile())) {
            return ledger.counts().values().stream()
                    .findFirst()
                    .orElseGet(() -> new OutboxStore.Counts(0, 0, 0, 0, null));
        }
    }

    @Override
    public void close() {
        bridge.close();
        sink.close();
    }
}
