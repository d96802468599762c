package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.outbox.OutboxStore;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Simulators;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One alert for several systems of different makes. */
class FanOutTest {
    private static final int ALERTS = 10;

    @TempDir
    Path folder;

    private final Map<String, RunningSimulator> others = new LinkedHashMap<>();
    private Bed bed;

    @BeforeEach
    void start() {
        bed = Bed.with(folder, CortexXsoarOptions.version8());
        for (String type : List.of("splunk-soar", "qradar-soar", "sumo-soar")) {
            SimulatorPlan plan = SimulatorPlan.onFreePorts(type);
            boolean limited = type.startsWith("sumo"); // its own limit of 4 calls a second is not what this is about
            RunningSimulator simulator = Simulators.start(limited ? plan.with("rate-limit", "0") : plan);
            others.put(type, simulator);
            String prefix = "soarbridge.connection." + type + ".";
            bed.set(prefix + "type", type)
                    .set(prefix + "url", simulator.url().toString())
                    .set(prefix + "allow-http", "true");
            simulator.credentials().forEach((key, value) -> bed.set(prefix + key, value));
            if (limited) {
                bed.set(prefix + "max-rate", "0");
            }
        }
        bed.set("soarbridge.source.elastic.deliver-to", Bed.CONNECTION + ", " + String.join(", ", others.keySet()));
        bed.start();
    }

    @AfterEach
    void stop() {
        bed.close();
        others.values().forEach(RunningSimulator::close);
    }

    private OutboxStore.Counts counts(String connection) {
        return bed.store().counts().getOrDefault(connection, new OutboxStore.Counts(0, 0, 0, 0, null));
    }

    @Test
    void a_system_that_is_down_keeps_no_other_waiting_and_gets_its_own_later() {
        bed.simulator().faults().refuseConnections();

        for (int i = 0; i < ALERTS; i++) {
            bed.accepted("elastic", Bed.alert("a-" + i, "alert " + i));
        }

        for (Map.Entry<String, RunningSimulator> other : others.entrySet()) {
            Await.until(
                    other.getKey() + " has all", () -> counts(other.getKey()).delivered() == ALERTS);
            assertThat(other.getValue().incidents())
                    .extracting(RunningSimulator.Created::key)
                    .doesNotHaveDuplicates()
                    .hasSize(ALERTS)
                    .allMatch(key -> key.startsWith("elastic:a-"));
        }
        assertThat(counts(Bed.CONNECTION).delivered()).isZero();
        assertThat(counts(Bed.CONNECTION).dead()).isZero();

        bed.simulator().faults().acceptConnections();
        bed.skipRestsUntil(
                "the one that was down has all", () -> counts(Bed.CONNECTION).delivered() == ALERTS);
    }
}
