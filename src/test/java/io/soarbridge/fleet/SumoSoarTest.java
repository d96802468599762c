package io.soarbridge.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.RecordedRequest;
import io.soarbridge.support.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cloud SOAR beyond the grid, and where its tenants and versions differ. */
class SumoSoarTest {
    private static final String TYPE = "sumo-soar";

    @TempDir
    Path folder;

    @Test
    void what_the_incident_cannot_hold_is_attached_as_an_external_alert() {
        try (FleetBed bed = new FleetBed(TYPE, folder)) {
            String id = Samples.created(bed);

            bed.call("external-alert-add", Input.of(Samples.aCase("g-1"), "remoteId", id));

            assertThat(bed.simulator().state().at("/externalAlerts/0/data/uid").asText())
                    .isEqualTo(Samples.KEY);
        }
    }

    @Test
    void an_event_goes_to_triage_and_an_incident_into_a_folder() {
        try (FleetBed bed = new FleetBed(TYPE, folder)) {
            String id = Samples.created(bed);
            ObjectNode wanted = Json.mapper().createObjectNode().put("folder", "CSE-Pending");

            bed.call("triage-add", Input.of(Samples.aCase("g-2")));
            bed.call("folder-set", Input.of(wanted, "remoteId", id));

            JsonNode state = bed.simulator().state();
            assertThat(state.at("/triage/0/opt_1").asText()).isEqualTo("elastic:g-2");
            assertThat(state.at("/incidents/0/folder/value").asText()).isEqualTo("CSE-Pending");
        }
    }

    @Test
    void a_redirect_to_another_deployment_is_not_followed() {
        try (FleetBed other = new FleetBed(TYPE, folder);
                FleetBed bed = FleetBed.with(
                        TYPE, folder, "moved-to", other.simulator().url().toString())) {
            Exchange exchange = bed.run("case-create", Input.of(Samples.aCase("g-1")));

            assertThat(exchange.getException()).hasStackTraceContaining("redirected with status 301");
            assertThat(other.simulator().requests()).isEmpty();
        }
    }

    @Test
    void an_answer_to_a_search_may_have_another_form_and_order() {
        try (FleetBed bed = FleetBed.with(TYPE, folder, "search-form", "results", "search-order", "oldest")) {
            String id = Samples.created(bed);

            JsonNode changes = bed.call("case-changes", Input.of(Samples.changes(null, 10)));

            assertThat(changes.at("/cases/0/source/id").asText()).isEqualTo(id);
        }
    }

    @Test
    void a_closed_incident_tells_verdict_reason_and_notes_again() {
        try (FleetBed bed = new FleetBed(TYPE, folder)) {
            String id = Samples.created(bed);

            bed.call("case-close", Input.of(Samples.closed(Samples.aCase("g-1")), "remoteId", id));

            JsonNode back = bed.call("case-get", Input.of(NullNode.instance, "remoteId", id));
            assertThat(back.at("/status/id").asInt()).isEqualTo(5);
            assertThat(back.at("/verdict/id").asInt()).isEqualTo(1);
            assertThat(back.path("closeReason").asText()).isEqualTo("nothing in it");
            assertThat(back.path("closeNotes").asText()).isEqualTo("checked by hand");
        }
    }

    @Test
    void without_a_path_to_close_by_the_status_is_changed() {
        try (FleetBed bed = new FleetBed(TYPE, folder, Map.of("close-path", "none"), Map.of())) {
            String id = Samples.created(bed);

            bed.call("case-close", Input.of(Samples.closed(Samples.aCase("g-1")), "remoteId", id));

            JsonNode back = bed.call("case-get", Input.of(NullNode.instance, "remoteId", id));
            assertThat(back.at("/status/id").asInt()).isEqualTo(5);
            assertThat(bed.simulator().requests())
                    .noneMatch(request -> request.path().contains("/close/"));
        }
    }

    @Test
    void each_path_ends_with_a_slash_and_carries_the_access_key() {
        try (FleetBed bed = new FleetBed(TYPE, folder)) {
            Samples.created(bed);

            RecordedRequest request = bed.simulator().requests().get(0);
            assertThat(request.path()).isEqualTo("/api/csoar/v3/incidents/");
            assertThat(request.header("Authorization")).startsWith("Basic ");
        }
    }

    @Test
    void the_oldest_api_takes_a_token_and_a_form() {
        Map<String, String> own = Map.of("version", "legacy-2", "auth", "jwt", "token", "simulator-token");
        try (FleetBed bed = new FleetBed(TYPE, folder, own, Map.of())) {
            String id = Samples.created(bed);

            bed.call("case-update", Input.of(Samples.changed(Samples.aCase("g-1")), "remoteId", id));

            RecordedRequest last = bed.simulator().requests().get(1);
            assertThat(last.method() + " " + last.path()).isEqualTo("PUT /incmansuite_ng/api/v2/incidents/" + id);
            assertThat(last.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
            assertThat(last.header("Authorization")).isEqualTo("Bearer simulator-token");
            JsonNode back = bed.call("case-get", Input.of(NullNode.instance, "remoteId", id));
            assertThat(back.path("title").asText()).isEqualTo("Beacon from ws-17, again");
        }
    }

    @Test
    void the_guessed_paths_may_be_missing_and_the_known_ones_work() {
        try (FleetBed bed = FleetBed.with(TYPE, folder, "guessed-paths", "off")) {
            String id = Samples.created(bed);

            bed.call("comment-add", Input.of(Samples.comment(), "remoteId", id));
            Exchange close = bed.run("case-close", Input.of(Samples.closed(Samples.aCase("g-1")), "remoteId", id));

            assertThat(bed.simulator().state().path("notes")).hasSize(1);
            assertThat(close.getException()).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, access-key, simulator-id, simulator-key, true",
        "3, access-key, reader-id, reader-key, false",
        "legacy-3, jwt, token, simulator-token, true",
        "legacy-3, jwt, token, reader-token, false",
        "legacy-2, jwt, token, simulator-token, true",
        "legacy-2, jwt, token, reader-token, false"
    })
    void check_says_whether_the_key_may_write_and_changes_nothing(
            String version, String auth, String id, String key, boolean write) {
        Map<String, String> own = auth.equals("jwt")
                ? Map.of("version", version, "auth", auth, "token", key)
                : Map.of("version", version, "auth", auth, "access-id", id, "access-key", key);
        Map<String, String> readers =
                Map.of("read-only-id", "reader-id", "read-only-key", "reader-key", "read-only-token", "reader-token");
        try (FleetBed bed = new FleetBed(TYPE, folder, own, readers)) {
            JsonNode before = bed.simulator().state();

            JsonNode check = bed.call("check", Input.of(NullNode.instance));

            assertThat(check.path("write")).hasToString(Boolean.toString(write));
            assertThat(bed.simulator().state()).isEqualTo(before);
        }
    }

    @Test
    void check_says_what_empty_lists_of_ids_mean() {
        try (FleetBed bed = new FleetBed(TYPE, folder, Map.of("severity-ids", "", "status-ids", ""), Map.of())) {
            JsonNode check = bed.call("check", Input.of(NullNode.instance));

            assertThat(check.path("warnings").toString())
                    .contains("severity-ids is empty", "status-ids is empty", "until it is closed");
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-01-22T10:00:00Z", "2026-07-22T10:00:00Z"})
    void dates_are_read_in_the_users_time_zone_in_summer_and_in_winter(String created) {
        Map<String, String> zone = Map.of("time-zone", "America/New_York");
        try (FleetBed bed = new FleetBed(TYPE, folder, zone, zone)) {
            ObjectNode one = Samples.aCase("g-1").put("createdAt", created);
            String id = bed.call("case-create", Input.of(one)).path("remoteId").asText();

            JsonNode back = bed.call("case-get", Input.of(NullNode.instance, "remoteId", id));

            assertThat(back.path("createdAt").asText()).isEqualTo(created);
        }
    }

    @ParameterizedTest
    @CsvSource({"10, false", "3, true"})
    void a_burst_has_no_more_requests_under_way_than_the_platform_lets_through(String limit, boolean tooMany)
            throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(30);
        try (FleetBed bed = FleetBed.with(TYPE, folder, "concurrent-limit", limit)) {
            bed.simulator()
                    .faults()
                    .add(Fault.slowHeaders(Duration.ofMillis(100)).untilCleared());
            Callable<Exchange> call =
                    () -> bed.run("request", Input.of(bed.member().inputs().get("request")));

            List<Future<Exchange>> done = callers.invokeAll(Collections.nCopies(30, call));

            assertThat(done).hasSize(30);
            assertThat(bed.simulator().requests().stream().anyMatch(request -> request.status() == 429))
                    .isEqualTo(tooMany);
        } finally {
            callers.shutdownNow();
        }
    }
}
