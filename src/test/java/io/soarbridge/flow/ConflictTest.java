package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.XsoarUser;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates of an incident that people change at the same time. */
class ConflictTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 412, 500})
    void an_update_that_meets_somebody_elses_is_merged_again(int conflictStatus) {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8().conflictStatus(conflictStatus))
                .start()) {
            bed.accepted("elastic", Bed.alert("c", "Opened"));
            bed.awaitDelivered(1);
            bed.simulator()
                    .faults()
                    .add(Fault.of(Fault.Kind.CONFLICT).on("POST", "/incident$").times(2));

            String id = bed.accepted("elastic", Bed.alert("c", "Acknowledged", "acknowledged"));

            DeliveryRow row = bed.awaitState(id, State.DELIVERED);
            assertThat(row.attempts()).isZero();
            assertThat(bed.requests("GET", "/incident/load/1")).hasSize(3);
            assertThat(bed.simulator().incidents())
                    .extracting(i -> i.path("name").asText())
                    .containsExactly("Acknowledged");
        }
    }

    @Test
    void tries_are_bounded_and_the_event_is_tried_again_later() {
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.outbox.max-attempts", "2")
                .start()) {
            bed.accepted("elastic", Bed.alert("c", "Opened"));
            bed.awaitDelivered(1);
            bed.simulator()
                    .faults()
                    .add(Fault.of(Fault.Kind.CONFLICT).on("POST", "/incident$").untilCleared());

            String id = bed.accepted("elastic", Bed.alert("c", "Acknowledged", "acknowledged"));

            DeliveryRow row = bed.awaitState(id, State.DEAD);
            assertThat(row.code()).isEqualTo("rest/conflict");
            assertThat(row.attempts()).isEqualTo(2);
            assertThat(bed.requests("GET", "/incident/load/1")).hasSize(10);
            assertThat(bed.pause()).isEmpty();
        }
    }

    @Test
    void what_people_entered_stays() {
        try (Bed bed = Bed.started(folder)) {
            bed.accepted("elastic", Bed.alert("p", "Opened"));
            bed.awaitDelivered(1);
            XsoarUser colleague = new XsoarUser(bed);
            ObjectNode incident = colleague.load("1");
            incident.put("owner", "ada").put("phase", "Containment").put("playbookId", "playbook0");
            incident.withObject("/CustomFields").put("ticket", "INC-4711");
            incident.withArray("/labels").addObject().put("type", "team").put("value", "blue");
            assertThat(colleague.write(incident).statusCode()).isEqualTo(200);

            String id = bed.accepted("elastic", Bed.alert("p", "Acknowledged", "acknowledged"));
            bed.awaitState(id, State.DELIVERED);

            JsonNode after = bed.simulator().incidents().get(0);
            assertThat(after.path("name").asText()).isEqualTo("Acknowledged");
            assertThat(after.path("owner").asText()).isEqualTo("ada");
            assertThat(after.path("phase").asText()).isEqualTo("Containment");
            assertThat(after.at("/CustomFields/ticket").asText()).isEqualTo("INC-4711");
            assertThat(after.path("labels"))
                    .anyMatch(label -> label.path("type").asText().equals("team")
                            && label.path("value").asText().equals("blue"));
            assertThat(bed.keys()).containsExactly("elastic:p");
        }
    }

    @Test
    void updates_of_both_sides_at_the_same_time_are_all_kept() {
        int rounds = 25;
        try (Bed bed = Bed.with(folder, CortexXsoarOptions.version8())
                .set("soarbridge.outbox.max-attempts", "1000")
                .start()) {
            bed.accepted("elastic", Bed.alert("r", "Opened"));
            bed.awaitDelivered(1);
            CompletableFuture<Void> colleague = CompletableFuture.runAsync(() -> countUp(new XsoarUser(bed), rounds));

            for (int i = 0; i < rounds; i++) {
                bed.accepted("elastic", changed("r", i));
            }
            colleague.join();
            bed.awaitDelivered(1 + rounds);

            JsonNode after = bed.simulator().incidents().get(0);
            assertThat(after.at("/CustomFields/counter").asText()).isEqualTo(Integer.toString(rounds));
            assertThat(after.path("name").asText()).isEqualTo("Change " + (rounds - 1));
            assertThat(versionsSent(bed)).isNotEmpty().allMatch(version -> version >= 1);
        }
    }

    private static String changed(String id, int number) {
        return Bed.alert(id, "Change " + number, "acknowledged").replace("10:05:00", "11:00:%02d".formatted(number));
    }

    /** Adds one to a field so many times, as a client that respects versions. */
    private static void countUp(XsoarUser user, int times) {
        for (int done = 0; done < times; ) {
            ObjectNode incident = user.load("1");
            ObjectNode custom = incident.withObject("/CustomFields");
            custom.put("counter", Integer.toString(done + 1));
            if (user.write(incident).statusCode() == 200) {
                done++;
            }
        }
    }

    private static List<Long> versionsSent(Bed bed) {
        return bed.requests("POST", "/incident").stream()
                .map(request -> Bed.json(request.body()))
                .filter(body -> body.has("id"))
                .map(body -> body.path("version").asLong(-1))
                .toList();
    }
}
