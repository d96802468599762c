package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Simulators;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Bed;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A finding that is closed when the bridge hears of it first, to a system where closing takes a request of its own. */
class ClosedOnArrivalTest {
    private static final String TYPE = "qradar-soar";
    private static final String FINDING = """
            {"class_uid":2005,"activity_id":1,"status_id":5,"severity_id":4,"time":1795341600000,
             "finding_info_list":[{"uid":"over","title":"Over already"}],"metadata":{"version":"1.8.0"}}""";

    @TempDir
    Path folder;

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("nothing", null),
                Arguments.of(
                        "create applied, answer lost",
                        Fault.of(Fault.Kind.RESET_AFTER).on("POST", "/incidents$")),
                Arguments.of("close down", Fault.status(503).on("PATCH", null)),
                Arguments.of("close throttled", Fault.status(429).on("PATCH", null)),
                Arguments.of(
                        "close applied, answer lost",
                        Fault.of(Fault.Kind.RESET_AFTER).on("PATCH", null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void is_one_incident_and_closed(String what, Fault fault) {
        try (RunningSimulator simulator = Simulators.start(SimulatorPlan.onFreePorts(TYPE));
                Bed bed = to(simulator)) {
            if (fault != null) {
                simulator.faults().add(fault);
            }

            String id = bed.accepted("ocsf", FINDING);
            bed.awaitState(id, State.DELIVERED);

            oneClosed(simulator);
        }
    }

    @Test
    void a_close_that_was_refused_is_made_up_for_when_the_dead_letter_is_sent_again() {
        try (RunningSimulator simulator = Simulators.start(SimulatorPlan.onFreePorts(TYPE));
                Bed bed = to(simulator)) {
            simulator.faults().add(Fault.status(400).on("PATCH", null));
            String id = bed.accepted("ocsf", FINDING);
            bed.awaitState(id, State.DEAD);

            bed.replay(List.of(id), State.DEAD);
            bed.awaitState(id, State.DELIVERED);

            oneClosed(simulator);
        }
    }

    private static void oneClosed(RunningSimulator simulator) {
        JsonNode incidents = simulator.state().path("incidents");
        assertThat(incidents).hasSize(1);
        assertThat(incidents.at("/0/plan_status").asText()).isEqualTo("C");
    }

    private Bed to(RunningSimulator simulator) {
        String prefix = "soarbridge.connection." + TYPE + ".";
        Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .source("ocsf", "ocsf")
                .set(prefix + "type", TYPE)
                .set(prefix + "url", simulator.url().toString())
                .set(prefix + "allow-http", "true")
                .set("soarbridge.source.ocsf.deliver-to", TYPE);
        simulator.credentials().forEach((key, value) -> bed.set(prefix + key, value));
        return bed.start();
    }
}
