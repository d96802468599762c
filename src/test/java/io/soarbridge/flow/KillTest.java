package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.outbox.SqliteOutboxStore;
import io.soarbridge.outbox.State;
import io.soarbridge.process.FreePort;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.RecordedRequest;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.ChildBridge;
import io.soarbridge.testkit.LifecycleSender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 at random instants under load. Each alert is opened, acknowledged and closed by one sender that repeats what was not
 * acknowledged. In the end every accepted id is delivered, every alert is one incident, and its changes came in order.
 */
class KillTest {
    /** Rests for refused credentials add up to minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    final long seed = Long.getLong("soarbridge.test.seed", System.nanoTime());
    final Random random = new Random(seed);

    int kills() {
        return Integer.getInteger("soarbridge.test.kills", 6);
    }

    /** Where the bridge keeps its ledger: in a file, unless said otherwise. */
    Bed withLedger(Bed bed) {
        return bed;
    }

    OutboxStore look() {
        return SqliteOutboxStore.openReadOnly(folder.resolve("data/outbox.db"), InstantSource.system());
    }

    @Test
    void killed_at_random_instants_nothing_is_lost_doubled_or_out_of_order() throws Exception {
        run(kills(), bed -> {});
    }

    @Test
    void killed_while_the_target_fails_nothing_is_lost_doubled_or_out_of_order() throws Exception {
        run(kills(), bed -> {
            switch (random.nextInt(6)) {
                case 0 ->
                    bed.simulator()
                            .faults()
                            .add(Fault.of(Fault.Kind.RESET_AFTER)
                                    .on("POST", "/incident$")
                                    .times(3));
                case 1 ->
                    bed.simulator()
                            .faults()
                            .add(Fault.status(500)
                                    .afterApplying()
                                    .on("POST", "/incident$")
                                    .times(3));
                case 2 ->
                    bed.simulator()
                            .faults()
                            .add(Fault.of(Fault.Kind.RESET_BEFORE).times(3));
                case 3 ->
                    bed.simulator()
                            .faults()
                            .add(Fault.status(503).retryAfter("1").times(2));
                case 4 ->
                    bed.simulator()
                            .faults()
                            .add(Fault.of(Fault.Kind.UNAUTHORIZED).times(1));
                default ->
                    bed.simulator().faults().add(Fault.of(Fault.Kind.CUT_BODY).times(2));
            }
        });
    }

    private interface Trouble {
        void with(Bed bed);
    }

    private void run(int kills, Trouble trouble) throws Exception {
        int port = FreePort.find();
        Bed bed = bed(port);
        try (bed;
                ChildBridge bridge = new ChildBridge(bed.writeSettings(), Map.of());
                LifecycleSender sender = sender(port, bed)) {
            bridge.start();
            sender.start();
            for (int kill = 0; kill < kills; kill++) {
                trouble.with(bed);
                awaitInstant(kill, bed, sender);
                bridge.kill();
                bridge.start();
            }
            sender.finish();
            bed.simulator().faults().clear();
            Await.until("everything delivered, seed " + seed, PATIENCE, () -> waiting() == 0);
            assertThat(bridge.terminate()).as(bridge.log()).isIn(0, 143);
            check(bed, sender);
        }
    }

    /** Each other kill hits a bridge that delivers: one that has just started takes events in before its lanes run. */
    private void awaitInstant(int kill, Bed bed, LifecycleSender sender) {
        if (kill % 2 == 0) {
            int goal = sender.accepted() + 1 + random.nextInt(60);
            Await.until("%d accepted, seed %d".formatted(goal, seed), () -> sender.accepted() >= goal);
        } else {
            int goal = bed.simulator().incidentCount() + 1 + random.nextInt(20);
            Await.until(
                    "%d made, seed %d".formatted(goal, seed),
                    PATIENCE,
                    () -> bed.simulator().incidentCount() >= goal);
        }
    }

    /** With up to 300 events in work, so that there is always something to be lost. */
    static LifecycleSender sender(int port, Bed bed) {
        return new LifecycleSender(port, 6).holdBack(100, bed.simulator()::incidentCount);
    }

    final Bed bed(int port) {
        return withLedger(Bed.with(folder, CortexXsoarOptions.version8().maxRequests(200_000))
                .set("soarbridge.http.port", Integer.toString(port))
                .set("soarbridge.outbox.max-attempts", "1000"));
    }

    final long waiting() {
        try (OutboxStore store = look()) {
            return store.counts().values().stream()
                    .mapToLong(c -> c.pending() + c.inFlight())
                    .sum();
        }
    }

    final void check(Bed bed, LifecycleSender sender) {
        Set<String> delivered = new HashSet<>();
        try (OutboxStore store = look()) {
            for (DeliveryRow row : store.list(new DeliveryFilter(null, null, null, null, null, null, null, 0, 0))) {
                assertThat(row.state()).as("%s, seed %d", row, seed).isEqualTo(State.DELIVERED);
                delivered.add(Long.toString(row.eventId()));
            }
        }
        assertThat(delivered).as("accepted ids, seed %d", seed).containsAll(sender.acceptedIds());
        assertThat(bed.keys())
                .as("one incident each, seed %d", seed)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(sender.keys());
        for (JsonNode incident : bed.simulator().incidents()) {
            assertThat(incident.path("status").asInt())
                    .as("%s, seed %d", incident, seed)
                    .isEqualTo(2);
            assertThat(incident.path("name").asText()).startsWith("acknowledged ");
        }
        assertThat(outOfOrder(bed.simulator().requests())).as("seed %d", seed).isEmpty();
    }

    /** Incidents that were changed after they had been closed. */
    private static List<String> outOfOrder(List<RecordedRequest> requests) {
        Map<String, Boolean> closed = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (RecordedRequest request : requests) {
            if (request.status() >= 300 || !request.method().equals("POST")) {
                continue;
            }
            if (request.path().endsWith("/incident/close")) {
                closed.put(Bed.json(request.body()).path("id").asText(), true);
            } else if (request.path().endsWith("/incident")) {
                String id = Bed.json(request.body()).path("id").asText("");
                if (closed.containsKey(id)) {
                    wrong.add(id);
                }
            }
        }
        return wrong;
    }
}
