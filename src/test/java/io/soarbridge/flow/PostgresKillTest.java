package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.postgres.PostgresOutboxStore;
import io.soarbridge.process.FreePort;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.ChildBridge;
import io.soarbridge.testkit.LifecycleSender;
import io.soarbridge.testkit.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same with the ledger in PostgreSQL, and with a second bridge on it. */
class PostgresKillTest extends KillTest {
    private final Postgres postgres = Postgres.shared();
    private final String database = postgres.database();

    @Override
    int kills() {
        return Integer.getInteger("soarbridge.test.kills", 3);
    }

    @Override
    Bed withLedger(Bed bed) {
        return bed.set("soarbridge.outbox.url", postgres.settings(database).url())
                .set("soarbridge.outbox.user", Postgres.USER)
                .set("soarbridge.outbox.password", Postgres.PASSWORD);
    }

    @Override
    OutboxStore look() {
        return PostgresOutboxStore.openShared(postgres.settings(database), InstantSource.system());
    }

    @Test
    void two_bridges_killed_in_turn_lose_double_and_disorder_nothing() throws Exception {
        int port = FreePort.find();
        Bed bed = bed(port);
        try (bed;
                ChildBridge first = new ChildBridge(bed.writeSettings(), Map.of());
                ChildBridge second = new ChildBridge(secondSettings(port), Map.of());
                LifecycleSender sender = sender(port, bed)) {
            first.start();
            Await.until(
                    "the first bridge has made its tables", () -> first.log().contains("Ledger in"));
            second.start();
            sender.start();
            for (int kill = 0; kill < kills(); kill++) {
                int goal = sender.accepted() + 1 + random.nextInt(60);
                Await.until("%d accepted, seed %d".formatted(goal, seed), () -> sender.accepted() >= goal);
                ChildBridge victim = random.nextBoolean() ? first : second;
                victim.kill();
                victim.start();
            }
            sender.finish();
            Await.until("everything delivered, seed " + seed, () -> waiting() == 0);
            assertThat(first.terminate()).as(first.log()).isIn(0, 143);
            assertThat(second.terminate()).as(second.log()).isIn(0, 143);
            check(bed, sender);
        }
    }

    @Test
    void what_a_killed_bridge_held_is_delivered_by_the_other_when_its_lease_ends() throws Exception {
        int port = FreePort.find();
        Bed bed = bed(port).set("soarbridge.outbox.lease", "2s").connection("response-timeout", "1s");
        try (bed;
                ChildBridge first = new ChildBridge(bed.writeSettings(), Map.of());
                ChildBridge second = new ChildBridge(secondSettings(port), Map.of());
                LifecycleSender sender = sender(port, bed)) {
            first.start();
            sender.start();
            Await.until("30 accepted", () -> sender.accepted() >= 30);
            sender.finish();
            first.kill();

            second.start();

            Await.until("everything delivered", () -> waiting() == 0);
            assertThat(second.terminate()).as(second.log()).isIn(0, 143);
            check(bed, sender);
        }
    }

    /** The same settings with a port and a data folder of its own. */
    private Path secondSettings(int port) throws Exception {
        Path settings = Files.createDirectories(folder.resolve("second")).resolve("application.properties");
        String text = Files.readString(folder.resolve("application.properties"))
                .replace("soarbridge.http.port = " + port, "soarbridge.http.port = " + FreePort.find());
        return Files.writeString(settings, text);
    }
}
