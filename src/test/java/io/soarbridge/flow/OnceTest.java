package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.XsoarUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A create whose answer was lost is never made a second time. */
class OnceTest {
    @TempDir
    Path folder;

    static Stream<Arguments> lostAnswers() {
        Duration tooLate = Duration.ofSeconds(2);
        return Stream.of(
                Arguments.of("reset after it was applied", Fault.of(Fault.Kind.RESET_AFTER)),
                Arguments.of("500 after it was applied", Fault.status(500).afterApplying()),
                Arguments.of("503 after it was applied", Fault.status(503).afterApplying()),
                Arguments.of("504 after it was applied", Fault.status(504).afterApplying()),
                Arguments.of("body cut off", Fault.of(Fault.Kind.CUT_BODY)),
                Arguments.of("headers too late", Fault.slowHeaders(tooLate)),
                Arguments.of("body too late", Fault.slowBody(tooLate)),
                Arguments.of(
                        "200 with half an answer",
                        Fault.status(200).afterApplying().body("{\"id\":", "application/json")),
                Arguments.of("200 with a web page", Fault.of(Fault.Kind.HTML).afterApplying()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lostAnswers")
    void a_lost_answer_makes_no_second_incident(String what, Fault fault) {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .connection("response-timeout", "300ms")
                .start()) {
            bed.simulator().faults().add(fault.on("POST", "/incident$"));

            String id = bed.accepted("elastic", Bed.alert("once", "Only once"));
            bed.skipRestsUntil("delivered", () -> bed.counts().delivered() == 1);

            assertThat(bed.keys()).as(what).containsExactly("elastic:once");
            assertThat(bed.row(id).code()).isEqualTo("found");
            assertThat(bed.row(id).remoteId()).isEqualTo("1");
            assertThat(bed.requests("POST", "/incident")).hasSize(1);
        }
    }

    @Test
    void a_create_that_did_not_arrive_is_made_after_all() {
        try (Bed bed = Bed.started(folder)) {
            bed.simulator().faults().add(Fault.of(Fault.Kind.RESET_BEFORE).on("POST", "/incident$"));

            String id = bed.accepted("elastic", Bed.alert("lost", "Lost on the way"));

            assertThat(bed.awaitState(id, State.DELIVERED).code()).isEqualTo("done");
            assertThat(bed.keys()).containsExactly("elastic:lost");
        }
    }

    @Test
    void the_search_waits_until_the_system_has_indexed_what_was_made() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8().searchLag(Duration.ofSeconds(20)))
                .set("soarbridge.outbox.settle-delay", "30s")
                .start()) {
            bed.simulator().faults().add(Fault.of(Fault.Kind.RESET_AFTER).on("POST", "/incident$"));
            String id = bed.accepted("elastic", Bed.alert("lag", "Indexed late"));
            DeliveryRow row = bed.awaitCode(id, "rest/connection-broken");

            assertThat(row.maybeApplied()).isTrue();
            assertThat(row.nextAt())
                    .isAfterOrEqualTo(bed.simulator().requests().get(0).at().plusSeconds(30));
            assertThat(bed.requests("POST", "/incidents/search")).isEmpty();
            bed.later(Duration.ofSeconds(31)).awaitDelivered(1);
            assertThat(bed.row(id).code()).isEqualTo("found");
            assertThat(bed.keys()).hasSize(1);
        }
    }

    @Test
    void a_tenant_that_cannot_search_the_key_field_is_looked_through_page_by_page() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8().mirrorIdIndexed(false))
                .set("soarbridge.outbox.settle-delay", "20s")
                .start()) {
            XsoarUser user = new XsoarUser(bed);
            user.create(600, "before");
            bed.simulator().faults().add(Fault.of(Fault.Kind.RESET_AFTER).on("POST", "/incident$"));
            String id = bed.accepted("elastic", Bed.alert("deep", "Among many"));
            bed.awaitCode(id, "rest/connection-broken");
            user.create(500, "after");

            bed.later(Duration.ofSeconds(21)).awaitDelivered(1);

            assertThat(bed.row(id).code()).isEqualTo("found");
            assertThat(bed.row(id).remoteId()).isEqualTo("601");
            assertThat(bed.keys()).containsExactly("elastic:deep");
            assertThat(bed.requests("POST", "/incidents/search")).hasSize(3);
        }
    }

    @Test
    void all_pages_are_looked_through_before_a_create_is_repeated() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8().mirrorIdIndexed(false))
                .set("soarbridge.outbox.settle-delay", "20s")
                .start()) {
            new XsoarUser(bed).create(1100, "before");
            bed.simulator().faults().add(Fault.of(Fault.Kind.RESET_BEFORE).on("POST", "/incident$"));
            String id = bed.accepted("elastic", Bed.alert("absent", "Not there"));
            bed.awaitCode(id, "rest/connection-broken");

            bed.later(Duration.ofSeconds(21)).awaitDelivered(1);

            assertThat(bed.row(id).code()).isEqualTo("done");
            assertThat(bed.keys()).containsExactly("elastic:absent");
            assertThat(bed.requests("POST", "/incidents/search")).hasSize(4);
        }
    }

    @Test
    void a_tenant_that_does_not_keep_the_key_field_is_searched_by_our_label() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8().mirrorIdSettable(false))
                .start()) {
            bed.simulator().faults().add(Fault.of(Fault.Kind.RESET_AFTER).on("POST", "/incident$"));

            String id = bed.accepted("elastic", Bed.alert("label", "Known by its label"));

            assertThat(bed.awaitState(id, State.DELIVERED).code()).isEqualTo("found");
            assertThat(bed.keys()).containsExactly("elastic:label");
        }
    }

    @Test
    void the_key_can_live_in_a_custom_field() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8().mirrorIdSettable(false))
                .connection("external-key-field", "soarbridgekey")
                .start()) {
            bed.simulator().faults().add(Fault.of(Fault.Kind.RESET_AFTER).on("POST", "/incident$"));

            String id = bed.accepted("elastic", Bed.alert("custom", "Known by a custom field"));

            assertThat(bed.awaitState(id, State.DELIVERED).code()).isEqualTo("found");
            assertThat(bed.simulator().incidents()).hasSize(1);
            assertThat(bed.simulator()
                            .incidents()
                            .get(0)
                            .at("/CustomFields/soarbridgekey")
                            .asText())
                    .isEqualTo("elastic:custom");
            assertThat(bed.requests("POST", "/incidents/search")).hasSize(1);
        }
    }

    @Test
    void version_6_makes_no_second_incident_either() {
        try (Bed bed = Bed.version6(folder, CortexXsoarOptions.version6()).start()) {
            bed.simulator().faults().add(Fault.of(Fault.Kind.RESET_AFTER).on("POST", "/incident$"));

            String id = bed.accepted("elastic", Bed.alert("six", "On premises"));

            assertThat(bed.awaitState(id, State.DELIVERED).code()).isEqualTo("found");
            assertThat(bed.keys()).containsExactly("elastic:six");
        }
    }
}
