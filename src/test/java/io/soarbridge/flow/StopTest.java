package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.outbox.SqliteOutboxStore;
import io.soarbridge.process.FreePort;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.ChildBridge;
import io.soarbridge.testkit.LifecycleSender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopTest {
    @TempDir
    Path folder;

    @Test
    void sigterm_under_load_and_a_slow_target_ends_within_25_seconds_and_loses_nothing() throws Exception {
        int port = FreePort.find();
        Bed bed = Bed.with(folder, CortexXsoarOptions.version8()).set("soarbridge.http.port", Integer.toString(port));
        try (bed;
                ChildBridge bridge = new ChildBridge(bed.writeSettings(), Map.of());
                LifecycleSender sender = new LifecycleSender(port, 6)) {
            bed.simulator()
                    .faults()
                    .add(Fault.slowHeaders(Duration.ofSeconds(3)).untilCleared());
            bridge.start();
            sender.start();
            Await.until("a backlog behind a slow target", () -> sender.accepted() >= 60);

            long begun = System.nanoTime();
            int code = bridge.terminate();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);

            assertThat(code).as(bridge.log()).isIn(0, 143);
            assertThat(took).isLessThan(Duration.ofSeconds(25));
            assertThat(open()).as("what waits stays in the ledger").isPositive();

            bed.simulator().faults().clear();
            bridge.start();
            sender.finish();
            Await.until("everything delivered", () -> open() == 0);
            assertThat(bed.keys()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sender.keys());
        }
    }

    private long open() {
        try (SqliteOutboxStore store =
                SqliteOutboxStore.openReadOnly(folder.resolve("data/outbox.db"), InstantSource.system())) {
            return store.counts().values().stream()
                    .mapToLong(c -> c.pending() + c.inFlight())
                    .sum();
        }
    }
}
