package io.soarbridge.outbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.config.DatabaseSettings;
import io.soarbridge.outbox.Claim;
import io.soarbridge.outbox.OutboxUnavailableException;
import io.soarbridge.outbox.Receipt;
import io.soarbridge.outbox.State;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Postgres;
import io.soarbridge.testkit.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that go away under load. What was acknowledged is there and delivered in the end, and nobody has to help. */
class PostgresTroubleTest {
    private static final int TIMES = Integer.getInteger("soarbridge.test.database-failures", 3);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("soarbridge.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    private PostgresOutboxStore open(DatabaseSettings where, String data) {
        return Replicas.open(where, folder.resolve(data));
    }

    @Test
    void a_database_that_is_killed_and_restarted_under_load_loses_nothing() throws Exception {
        try (Postgres postgres = Postgres.started()) {
            DatabaseSettings where = postgres.settings(postgres.database());
            try (Replicas replicas = new Replicas(Duration.ofSeconds(20), open(where, "one"), open(where, "two"))) {
                replicas.send(TIMES * 150, 20).work();
                for (int time = 0; time < TIMES; time++) {
                    awaitMore(replicas, 1 + random.nextInt(100));
                    if (random.nextBoolean()) {
                        postgres.kill();
                    } else {
                        postgres.stop();
                    }
                    int before = replicas.refused();
                    Await.until("senders are told to send again", () -> replicas.refused() > before);
                    postgres.start();
                }
                finish(replicas, where);
            }
        }
    }

    @Test
    void connections_that_are_cut_under_load_lose_nothing() throws Exception {
        Postgres postgres = Postgres.shared();
        String database = postgres.database();
        try (TcpProxy network = TcpProxy.to(postgres.port())) {
            DatabaseSettings where = Postgres.settings(network.address(), database);
            try (Replicas replicas = new Replicas(Duration.ofSeconds(20), open(where, "one"), open(where, "two"))) {
                replicas.send(TIMES * 250, 20).work();
                for (int time = 0; time < TIMES * 5; time++) {
                    awaitMore(replicas, 1 + random.nextInt(60));
                    network.cut();
                }
                finish(replicas, postgres.settings(database));
            }
        }
    }

    @Test
    void a_standby_that_is_promoted_under_load_has_all_that_was_acknowledged() throws Exception {
        try (Postgres primary = Postgres.started();
                Postgres standby = primary.standby()) {
            primary.synchronousTo(standby);
            String database = primary.database();
            String hosts = "127.0.0.1:%d,127.0.0.1:%d".formatted(primary.port(), standby.port());
            DatabaseSettings where = Postgres.settings(hosts, database);
            try (Replicas replicas = new Replicas(Duration.ofSeconds(20), open(where, "one"), open(where, "two"))) {
                replicas.send(200, 20).work();
                awaitMore(replicas, 100);

                primary.kill();
                standby.promote();

                finish(replicas, where);
                assertThat(replicas.accepted()).isEqualTo(400);
            }
        }
    }

    @Test
    void a_database_that_falls_silent_gives_senders_an_answer_and_is_taken_up_again() throws Exception {
        Postgres postgres = Postgres.shared();
        String database = postgres.database();
        try (TcpProxy network = TcpProxy.to(postgres.port());
                PostgresOutboxStore store = open(Postgres.settings(network.address(), database), "one")) {
            Receipt first =
                    store.accept(List.of(Replicas.event("k1", "o1"))).join().get(0);
            Claim claim = store.claim("a", 1, Replicas.LEASE).join().get(0);
            network.fallSilent();

            OutboxUnavailableException answer = refusal(store, "k2");
            var recorded = store.record(Replicas.done(claim));

            assertThat(answer.code()).isEqualTo("outbox/unreachable");
            assertThat(answer.retryAfter()).isPositive();
            assertThat(answer.getMessage()).doesNotContain(Postgres.PASSWORD);
            assertThat(store.trouble()).isPresent();
            network.heal();
            Await.until("taken up again", () -> accepts(store, "k3"));
            recorded.get(60, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(store.ofEvent(first.eventId()).get(0).state()).isEqualTo(State.DELIVERED);
            Await.until("no trouble", () -> store.trouble().isEmpty());
        }
    }

    @Test
    void a_store_that_closes_while_the_database_is_away_ends() throws Exception {
        Postgres postgres = Postgres.shared();
        try (TcpProxy network = TcpProxy.to(postgres.port())) {
            PostgresOutboxStore store = open(Postgres.settings(network.address(), postgres.database()), "one");
            store.accept(List.of(Replicas.event("k1", "o1"))).join();
            Claim claim = store.claim("a", 1, Replicas.LEASE).join().get(0);
            network.refuse();
            var recorded = store.record(Replicas.done(claim));

            store.close();

            assertThat(recorded).isCompletedExceptionally();
        }
    }

    private void awaitMore(Replicas replicas, int more) {
        int goal = replicas.accepted() + more;
        Await.until("%d accepted, seed %d".formatted(goal, seed), () -> replicas.accepted() >= goal);
    }

    private void finish(Replicas replicas, DatabaseSettings where) {
        try (PostgresOutboxStore looking = open(where, "looking")) {
            replicas.finish(looking);
        }
        assertThat(replicas.broken()).as("seed %d", seed).isEmpty();
    }

    private static OutboxUnavailableException refusal(PostgresOutboxStore store, String key) {
        try {
            store.accept(List.of(Replicas.event(key, key))).join();
        } catch (CompletionException e) {
            return (OutboxUnavailableException) e.getCause();
        }
        throw new AssertionError("accepted without a database");
    }

    private static boolean accepts(PostgresOutboxStore store, String key) {
        try {
            return !store.accept(List.of(Replicas.event(key, key))).join().isEmpty();
        } catch (CompletionException e) {
            return false;
        }
    }
}
