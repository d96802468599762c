package io.soarbridge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Captured;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lane whose threads really die, by errors where nobody catches them. */
final class LaneThreadDeathTest {
    private static final int WORKERS = 2;

    @TempDir
    private Path folder;

    private final AtomicInteger deadlyPermits = new AtomicInteger();
    private final AtomicInteger deadlyJudgements = new AtomicInteger();
    private final CamelContext context = new DefaultCamelContext();
    private OutboxStore store;
    private OutboxComponent component;

    @BeforeEach
    void start() throws Exception {
        store = SqliteOutboxStore.open(
                folder.resolve("outbox.db"), OutboxStoreContract.settings(1000), InstantSource.system());
        component = new OutboxComponent(
                context,
                store,
                name -> new DeadlyLane(),
                (source, connection, json) -> event("by-route"),
                InstantSource.system());
        context.addComponent("outbox", component);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("outbox:a").routeId("lane").process(exchange -> {});
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        store.close();
    }

    @Test
    void a_dead_claimer_is_named_and_replaced() {
        try (Captured log = new Captured()) {
            deadlyPermits.set(2);
            accept("k1");

            Await.until("delivered", () -> delivered() == 1);

            assertThat(status().deaths()).isEqualTo(2);
            assertThat(status().lastDeath().thread()).startsWith("outbox-a-");
            assertThat(status().lastDeath().cause()).isEqualTo("java.lang.InternalError: planted death");
            Await.until("all threads live", () -> status().alive() == WORKERS + 1);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("Thread outbox-a-") && line.contains("of connection a died"))
                    .anyMatch(line -> line.contains("InternalError: planted death"));
        }
    }

    @Test
    void workers_that_all_died_are_replaced_and_what_they_held_is_delivered_when_its_lease_ends() {
        deadlyJudgements.set(WORKERS);
        for (int i = 0; i < WORKERS; i++) {
            accept("k" + i);
        }
        Await.until("two deaths", () -> status().deaths() == WORKERS);

        accept("after");

        Await.until("the next one delivered", () -> delivered() >= 1);
        Await.until("the held ones delivered", () -> delivered() == WORKERS + 1);
        assertThat(status().alive()).isEqualTo(WORKERS + 1);
        assertThat(status().busy()).isZero();
    }

    @Test
    void a_lane_that_was_stopped_is_not_healed() throws Exception {
        context.getRouteController().stopRoute("lane");

        assertThat(component.status("a")).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("outbox-a-"));
    }

    private LaneStatus status() {
        return component.status("a").orElseThrow();
    }

    private long delivered() {
        OutboxStore.Counts counts = store.counts().get("a");
        return counts == null ? 0 : counts.delivered();
    }

    private void accept(String key) {
        store.accept(List.of(event(key))).join();
    }

    private static NewEvent event(String key) {
        return new NewEvent(
                "siem",
                "elastic",
                "{}".getBytes(StandardCharsets.UTF_8),
                null,
                List.of(new NewEvent.Target("a", "case-create", key, key)));
    }

    /** A lane that throws an error as often as it was told to. */
    private final class DeadlyLane implements Lane {
        @Override
        public int permits(int max) {
            dieOnceOf(deadlyPermits);
            return max;
        }

        @Override
        public int concurrency() {
            return WORKERS;
        }

        @Override
        public boolean claimAhead() {
            return false;
        }

        @Override
        public Duration lease() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Result judge(Claim claim, Object answer, Throwable failure, Duration took) {
            dieOnceOf(deadlyJudgements);
            return new Result.Delivered(
                    claim.deliveryId(), claim.ticket(), "done", null, null, null, Duration.ofMillis(1));
        }

        private void dieOnceOf(AtomicInteger deaths) {
            if (deaths.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new InternalError("planted death");
            }
        }
    }
}
