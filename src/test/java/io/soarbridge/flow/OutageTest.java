package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.RecordedRequest;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A system that is down, throttles or refuses our key: everything waits, nothing is used up. */
class OutageTest {
    @TempDir
    Path folder;

    static Stream<Arguments> outages() {
        return Stream.of(
                Arguments.of("rest/unreachable", Fault.of(Fault.Kind.REFUSE)),
                Arguments.of("rest/credentials-refused", Fault.of(Fault.Kind.UNAUTHORIZED)),
                Arguments.of("rest/throttled", Fault.status(429)),
                Arguments.of("rest/unavailable", Fault.status(503)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outages")
    void an_outage_costs_no_attempts_and_events_come_in_order_afterwards(String code, Fault outage) {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.outbox.max-attempts", "1")
                .start()) {
            bed.simulator().faults().add(outage.untilCleared());
            List<String> ids = List.of(
                    bed.accepted("elastic", Bed.alert("o-1", "Opened")),
                    bed.accepted("elastic", Bed.alert("o-1", "Acknowledged", "acknowledged")),
                    bed.accepted("elastic", Bed.alert("o-1", "Closed", "closed")),
                    bed.accepted("elastic", Bed.alert("o-2", "Other")));
            Instant first = bed.awaitRest(code).until();
            bed.skipRestsUntil(
                    "a second rest", () -> bed.pause().orElseThrow().until().isAfter(first));

            assertThat(ids).allSatisfy(id -> {
                assertThat(bed.row(id).attempts()).isZero();
                assertThat(bed.row(id).state()).isNotIn(State.DEAD, State.DELIVERED);
            });
            bed.simulator().faults().clear();
            bed.skipRestsUntil("everything delivered", () -> bed.counts().delivered() == 4);

            assertThat(bed.keys()).containsExactlyInAnyOrder("elastic:o-1", "elastic:o-2");
            assertThat(bed.requests("POST", "/incident/close"))
                    .filteredOn(r -> r.status() < 300)
                    .hasSize(1);
            assertThat(bed.simulator().incidents())
                    .filteredOn(i -> i.path("status").asInt() == 2)
                    .extracting(i -> i.path("name").asText())
                    .containsExactly("Acknowledged");
            assertThat(ids).allSatisfy(id -> assertThat(bed.row(id).attempts()).isZero());
        }
    }

    @Test
    void a_resting_connection_is_asked_by_one_request_at_a_time() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8()).start()) {
            bed.simulator().faults().add(Fault.of(Fault.Kind.UNAUTHORIZED).untilCleared());
            for (int i = 0; i < 20; i++) {
                bed.accepted("elastic", Bed.alert("w-" + i, "Waits " + i));
            }
            bed.awaitRest("rest/credentials-refused");
            Await.until("nothing under way", () -> bed.counts().inFlight() == 0);
            int before = bed.simulator().requests().size();
            assertThat(before).isLessThanOrEqualTo(8);

            for (int probe = 1; probe <= 3; probe++) {
                int expected = before + probe;
                Instant until = bed.pause().orElseThrow().until();
                bed.later(Duration.between(bed.clock().instant(), until));
                Await.until(
                        "a longer rest", () -> bed.pause().orElseThrow().until().isAfter(until));
                assertThat(bed.simulator().requests()).hasSize(expected);
            }
            assertThat(bed.counts().pending() + bed.counts().inFlight()).isEqualTo(20);
        }
    }

    @Test
    void one_event_that_fails_again_and_again_does_not_stop_the_connection() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.outbox.retry-cap", "50ms")
                .set("soarbridge.outbox.max-attempts", "1000")
                .start()) {
            bed.accepted("elastic", Bed.alert("bad", "Opened"));
            bed.awaitDelivered(1);
            bed.simulator()
                    .faults()
                    .add(Fault.status(500).on("GET", "/incident/load").untilCleared());
            String bad = bed.accepted("elastic", Bed.alert("bad", "Acknowledged", "acknowledged"));
            Await.until("many failures", () -> bed.row(bad).attempts() > 2);

            assertThat(bed.pause()).isEmpty();
            bed.accepted("elastic", Bed.alert("good", "Good"));
            bed.awaitDelivered(2);
        }
    }

    @Test
    void one_event_that_alone_fails_after_an_outage_becomes_a_dead_letter() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.outbox.max-attempts", "3")
                .start()) {
            bed.accepted("elastic", Bed.alert("poison", "Opened"));
            bed.awaitDelivered(1);
            bed.simulator().faults().add(Fault.status(503).times(1));
            bed.simulator()
                    .faults()
                    .add(Fault.status(500).on("GET", "/incident/load").untilCleared());

            String id = bed.accepted("elastic", Bed.alert("poison", "Acknowledged", "acknowledged"));
            bed.skipRestsUntil("dead", () -> bed.counts().dead() == 1);

            DeliveryRow row = bed.row(id);
            assertThat(row.code()).isEqualTo("rest/server-error");
            assertThat(row.attempts()).isEqualTo(3);
            bed.accepted("elastic", Bed.alert("next", "Goes on"));
            bed.awaitDelivered(2);
        }
    }

    @Test
    void one_event_alone_at_a_system_that_fails_for_everything_waits_and_arrives() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.outbox.retry-cap", "50ms")
                .set("soarbridge.outbox.settle-delay", "0s")
                .set("soarbridge.outbox.max-attempts", "3")
                .start()) {
            bed.simulator().faults().add(Fault.status(500).untilCleared());
            String id = bed.accepted("elastic", Bed.alert("alone", "Opened"));
            bed.skipRestsUntil(
                    "far more failures than attempts",
                    () -> bed.simulator().requests().size() > 40);

            assertThat(bed.counts().dead()).isZero();
            assertThat(bed.row(id).attempts()).isEqualTo(2);
            bed.simulator().faults().clear();
            bed.skipRestsUntil("delivered", () -> bed.counts().delivered() == 1);
            assertThat(bed.keys()).hasSize(1);
        }
    }

    @Test
    void several_events_that_fail_in_a_row_are_an_outage() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.outbox.max-attempts", "1000")
                .start()) {
            bed.simulator().faults().add(Fault.status(502).untilCleared());
            for (int i = 0; i < 6; i++) {
                bed.accepted("elastic", Bed.alert("f-" + i, "Fails " + i));
            }
            bed.awaitRest("rest/server-error");

            bed.simulator().faults().clear();
            bed.skipRestsUntil("everything delivered", () -> bed.counts().delivered() == 6);

            assertThat(bed.keys()).hasSize(6).doesNotHaveDuplicates();
        }
    }

    @Test
    void an_update_of_a_case_that_the_system_does_not_have_creates_it_first() {
        try (Bed bed = Bed.started(folder)) {
            String id = bed.accepted("elastic", Bed.alert("u", "Known late", "acknowledged"));

            DeliveryRow row = bed.awaitState(id, State.DELIVERED);

            assertThat(bed.keys()).containsExactly("elastic:u");
            assertThat(row.remoteId()).isEqualTo("1");
            assertThat(bed.requests("GET", "/incident/load/1")).hasSize(1);
        }
    }

    @Test
    void a_close_of_a_case_that_the_system_does_not_have_creates_it_and_closes_it() {
        try (Bed bed = Bed.started(folder)) {
            String id = bed.accepted("elastic", Bed.alert("c", "Over already", "closed"));

            bed.awaitState(id, State.DELIVERED);

            assertThat(bed.keys()).containsExactly("elastic:c");
            assertThat(bed.simulator().incidents().get(0).path("status").asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void a_change_goes_to_its_own_incident_after_a_restart() {
        try (Bed bed = Bed.started(folder)) {
            for (String id : List.of("r-1", "r-2", "r-3")) {
                bed.accepted("elastic", Bed.alert(id, "Opened " + id));
                bed.awaitDelivered(bed.keys().size());
            }
            bed.awaitDelivered(3).restart();

            String id = bed.accepted("elastic", Bed.alert("r-2", "Changed r-2", "acknowledged"));

            assertThat(bed.awaitState(id, State.DELIVERED).code()).isEqualTo("done");
            assertThat(bed.simulator().incidents())
                    .extracting(i -> i.path("name").asText())
                    .containsExactlyInAnyOrder("Opened r-1", "Changed r-2", "Opened r-3");
            assertThat(bed.requests("POST", "/incidents/search")).isEmpty();
        }
    }

    @Test
    void sources_share_a_connection_without_mixing_their_cases() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .source("second", "elastic")
                .start()) {
            bed.accepted("elastic", Bed.alert("same", "From the first"));
            bed.accepted("second", Bed.alert("same", "From the second"));
            bed.awaitDelivered(2);

            Map<String, String> names = Map.of("elastic:same", "From the first", "second:same", "From the second");
            assertThat(bed.keys()).containsExactlyInAnyOrderElementsOf(names.keySet());
            assertThat(bed.requests("POST", "/incident"))
                    .extracting(RecordedRequest::status)
                    .containsOnly(201);
        }
    }
}
