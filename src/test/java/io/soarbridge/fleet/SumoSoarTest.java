package io.soarbridge.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.RecordedRequest;
import io.soarbridge.support.Json;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void each_path_ends_with_a_slash_and_carries_the_access_key() {
        try (FleetBed bed = new FleetBed(TYPE, folder)) {
            Samples.created(bed);

            RecordedRequest request = bed.simulator().requests().get(0);
            assertThat(request.path()).isEqualTo("/api/csoar/v3/incidents/");
            assertThat(request.header("Authorization")).startsWith("Basic ");
        }
    }
}
