package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.outbox.DeliveryDetail;
import io.soarbridge.outbox.DeliveryFilter;
import io.soarbridge.outbox.DeliveryRow;
import io.soarbridge.outbox.SqliteOutboxStore;
import io.soarbridge.outbox.State;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.RecordedRequest;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Bed;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger promises, seen from a sender and from the system behind it. */
class PromisesTest {
    private static final DeliveryFilter ALL = new DeliveryFilter(null, null, null, null, null, null, null, 0, 0);

    @TempDir
    Path folder;

    private final CortexXsoarOptions options = CortexXsoarOptions.version8();

    @Test
    void accepted_means_on_disk() throws IOException {
        try (Bed bed = Bed.with(folder, options).start()) {
            bed.simulator().faults().refuseConnections();

            String alert = Bed.alert("on-disk", "Written before it was acknowledged");
            String id = bed.accepted("elastic", alert);
            Path copy = copyOf(bed.ledger());

            try (SqliteOutboxStore store = SqliteOutboxStore.openReadOnly(copy, InstantSource.system())) {
                DeliveryRow row = store.ofEvent(Long.parseLong(id)).get(0);
                DeliveryDetail detail = store.show(row.deliveryId()).orElseThrow();
                assertThat(new String(detail.payload(), StandardCharsets.UTF_8)).isEqualTo(alert);
                assertThat(row.orderKey()).isEqualTo("elastic:on-disk");
            }
        }
    }

    @Test
    void the_same_event_twice_is_one_incident_and_the_answer_says_so() {
        try (Bed bed = Bed.with(folder, options).start()) {
            String id = bed.accepted("elastic", Bed.alert("twice", "Once is enough"));
            bed.awaitDelivered(1);

            HttpResponse<String> again = bed.post("elastic", Bed.alert("twice", "Once is enough"));

            JsonNode item = Bed.json(again.body()).path("accepted").path(0);
            assertThat(again.statusCode()).isEqualTo(202);
            assertThat(item.path("duplicate").asBoolean()).isTrue();
            assertThat(item.path("id").asText()).isEqualTo(id);
            bed.accepted("elastic", Bed.alert("another", "Comes after"));
            bed.awaitDelivered(2);
            assertThat(bed.keys()).containsExactly("elastic:twice", "elastic:another");
        }
    }

    @Test
    void changes_of_one_alert_keep_their_order_while_other_alerts_go_on() {
        try (Bed bed = Bed.with(folder, options)
                .set("soarbridge.outbox.max-attempts", "1000")
                .set("soarbridge.outbox.retry-cap", "100ms")
                .start()) {
            bed.simulator()
                    .faults()
                    .add(Fault.status(500).on("GET", "/incident/load").untilCleared());
            bed.accepted("elastic", Bed.alert("slow", "Opened"));
            String update = bed.accepted("elastic", Bed.alert("slow", "Acknowledged", "acknowledged"));
            String close = bed.accepted("elastic", Bed.alert("slow", "Closed", "closed"));
            Await.until("two failures of the update", () -> bed.row(update).attempts() >= 2);

            bed.accepted("elastic", Bed.alert("other-1", "Passes"));
            bed.accepted("elastic", Bed.alert("other-2", "Passes too"));
            bed.awaitDelivered(3);

            assertThat(bed.row(close).state()).isEqualTo(State.PENDING);
            assertThat(bed.row(close).attempts()).isZero();
            bed.simulator().faults().clear();
            bed.awaitDelivered(5);
            assertThat(changesOf(bed, "1")).containsExactly("update", "close");
            assertThat(bed.simulator().incidents().get(0).path("name").asText()).isEqualTo("Acknowledged");
        }
    }

    /** What was done to an incident and worked, in order. */
    private static List<String> changesOf(Bed bed, String incident) {
        List<String> changes = new ArrayList<>();
        for (RecordedRequest request : bed.simulator().requests()) {
            if (request.status() < 300
                    && request.method().equals("POST")
                    && Bed.json(request.body()).path("id").asText().equals(incident)) {
                changes.add(request.path().endsWith("/close") ? "close" : "update");
            }
        }
        return changes;
    }

    @Test
    void a_poison_event_becomes_a_dead_letter_and_the_others_are_delivered() {
        try (Bed bed = Bed.with(folder, options.refuseRule(Pattern.compile("Poison")))
                .connection("max-concurrency", "1")
                .start()) {
            String poison = bed.accepted("elastic", Bed.alert("p", "Poison"));
            bed.accepted("elastic", Bed.alert("g-1", "Good"));
            bed.accepted("elastic", Bed.alert("g-2", "Good"));

            bed.awaitDelivered(2);

            DeliveryRow row = bed.awaitState(poison, State.DEAD);
            assertThat(row.status()).isEqualTo(400);
            assertThat(row.reason()).contains("refuse rule");
            assertThat(bed.keys()).containsExactlyInAnyOrder("elastic:g-1", "elastic:g-2");
        }
    }

    @Test
    void an_event_that_fails_every_time_is_given_up_after_the_configured_attempts() {
        try (Bed bed = Bed.with(folder, options)
                .set("soarbridge.outbox.max-attempts", "3")
                .start()) {
            bed.simulator()
                    .faults()
                    .add(Fault.status(500).on("POST", "/incident$").untilCleared());

            String id = bed.accepted("elastic", Bed.alert("never", "Never works"));

            DeliveryRow row = bed.awaitState(id, State.DEAD);
            assertThat(row.attempts()).isEqualTo(3);
            assertThat(bed.store().show(row.deliveryId()).orElseThrow().attempts())
                    .extracting(DeliveryDetail.Attempt::status)
                    .containsExactly(500, 500, 500);
        }
    }

    @Test
    void a_retry_schedule_survives_a_restart() {
        try (Bed bed = Bed.with(folder, options)
                .set("soarbridge.outbox.retry-delay", "1h")
                .set("soarbridge.outbox.retry-cap", "3h")
                .start()) {
            bed.simulator().faults().add(Fault.status(500).on("POST", "/incident$"));
            String id = bed.accepted("elastic", Bed.alert("later", "Tried again later"));
            Instant due = bed.awaitCode(id, "rest/server-error").nextAt();

            bed.restart();

            assertThat(due).isAfter(bed.clock().instant().plus(Duration.ofMinutes(40)));
            assertThat(bed.row(id).nextAt()).isEqualTo(due);
            assertThat(bed.row(id).attempts()).isEqualTo(1);
            bed.accepted("elastic", Bed.alert("now", "Goes at once"));
            bed.awaitDelivered(1);
            assertThat(bed.row(id).state()).isEqualTo(State.PENDING);
            bed.later(Duration.ofHours(2)).awaitDelivered(2);
            assertThat(bed.keys()).containsExactly("elastic:now", "elastic:later");
        }
    }

    @Test
    void a_dead_letter_is_delivered_once_when_it_is_replayed_after_mending() {
        try (Bed bed = Bed.with(folder, options).start()) {
            bed.simulator().faults().add(Fault.status(400).on("POST", "/incident$"));
            String id = bed.accepted("elastic", Bed.alert("mended", "Second life"));
            bed.awaitState(id, State.DEAD);

            bed.replay(List.of(id), State.DEAD).awaitDelivered(1);

            assertThat(bed.row(id).code()).isEqualTo("done");
            assertThat(bed.keys()).containsExactly("elastic:mended");
        }
    }

    @Test
    void a_delivered_event_that_is_replayed_is_found_and_not_made_again() {
        try (Bed bed = Bed.with(folder, options).start()) {
            String id = bed.accepted("elastic", Bed.alert("again", "Replayed"));
            String remoteId = bed.awaitState(id, State.DELIVERED).remoteId();

            bed.replay(List.of(id), State.DELIVERED);
            bed.awaitCode(id, "found");

            assertThat(bed.row(id).remoteId()).isEqualTo(remoteId);
            assertThat(bed.requests("POST", "/incident")).hasSize(1);
        }
    }

    @Test
    void a_full_backlog_sends_senders_away_until_there_is_room_and_nothing_is_lost() {
        try (Bed bed = Bed.with(folder, options)
                .set("soarbridge.outbox.max-backlog", "2")
                .start()) {
            bed.simulator().faults().refuseConnections();
            bed.accepted("elastic", Bed.alert("b-1", "First"));
            bed.accepted("elastic", Bed.alert("b-2", "Second"));

            HttpResponse<String> full = bed.post("elastic", Bed.alert("b-3", "Third"));

            assertThat(full.statusCode()).isEqualTo(503);
            assertThat(full.headers().firstValue("Retry-After")).hasValue("30");
            assertThat(bed.store().list(ALL)).hasSize(2);
            bed.simulator().faults().acceptConnections();
            bed.skipRestsUntil("room", () -> bed.counts().delivered() == 2);
            bed.accepted("elastic", Bed.alert("b-3", "Third"));
            bed.awaitDelivered(3);
            assertThat(bed.keys()).containsExactlyInAnyOrder("elastic:b-1", "elastic:b-2", "elastic:b-3");
        }
    }

    @Test
    void a_stop_in_good_order_ends_what_runs_and_gives_the_rest_back_without_a_trace() {
        try (Bed bed =
                Bed.with(folder, options).connection("max-concurrency", "1").start()) {
            bed.simulator()
                    .faults()
                    .add(Fault.slowHeaders(Duration.ofMillis(500)).on("POST", "/incident$"));
            for (int i = 0; i < 4; i++) {
                bed.accepted("elastic", Bed.alert("s-" + i, "Stopped " + i));
            }
            Await.until(
                    "the first create", () -> bed.requests("POST", "/incident").size() == 1);

            bed.stop();

            try (SqliteOutboxStore store = SqliteOutboxStore.openReadOnly(bed.ledger(), bed.clock())) {
                List<DeliveryRow> rows = store.list(ALL);
                assertThat(rows)
                        .extracting(DeliveryRow::state)
                        .containsExactly(State.PENDING, State.PENDING, State.PENDING, State.DELIVERED);
                assertThat(rows).allMatch(row -> row.attempts() == 0 && !row.maybeApplied());
                assertThat(rows)
                        .allMatch(row -> store.show(row.deliveryId())
                                .orElseThrow()
                                .attempts()
                                .isEmpty());
            }
            bed.start().awaitDelivered(4);
            assertThat(bed.keys()).hasSize(4).doesNotHaveDuplicates();
            assertThat(bed.requests("POST", "/incidents/search")).isEmpty();
        }
    }

    private Path copyOf(Path ledger) throws IOException {
        Path target = Files.createDirectory(folder.resolve("copy"));
        for (String suffix : List.of("", "-wal")) {
            Path file = ledger.resolveSibling(ledger.getFileName() + suffix);
            if (Files.exists(file)) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return target.resolve(ledger.getFileName());
    }
}
