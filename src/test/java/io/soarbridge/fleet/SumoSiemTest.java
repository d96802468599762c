package io.soarbridge.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cloud SIEM where the fleet's scenarios do not reach, as its insights cannot be made from a Case. */
class SumoSiemTest {
    @TempDir
    Path folder;

    @Test
    void insights_come_in_pages_each_once_and_again_when_they_change() {
        try (FleetBed bed = FleetBed.with("sumo-siem", folder, "insights", "25")) {
            List<String> seen = new ArrayList<>();
            String since = null;
            JsonNode page;
            do {
                page = bed.call("case-changes", Input.of(Samples.changes(since, 10)));
                page.path("cases").forEach(one -> seen.add(one.at("/source/id").asText()));
                since = page.path("watermark").asText();
            } while (page.path("more").asBoolean() && seen.size() < 100);
            JsonNode nothing = bed.call("case-changes", Input.of(Samples.changes(since, 10)));
            bed.call("case-close", Input.of(Samples.closed(Samples.aCase("g-1")), "remoteId", "INSIGHT-222"));
            JsonNode after = bed.call("case-changes", Input.of(Samples.changes(since, 10)));

            assertThat(seen).hasSize(25);
            assertThat(new LinkedHashSet<>(seen)).hasSize(25);
            assertThat(nothing.path("cases")).isEmpty();
            assertThat(after.path("cases")).hasSize(1);
            assertThat(after.at("/cases/0/verdict/id").asInt()).isEqualTo(1);
            assertThat(after.at("/cases/0/status/id").asInt()).isEqualTo(5);
        }
    }

    @Test
    void a_list_comes_in_pages_by_offset_and_by_token() {
        try (FleetBed bed = FleetBed.with("sumo-siem", folder, "insights", "45")) {
            ObjectNode asked =
                    Json.mapper().createObjectNode().put("path", "/insights").put("pages", 10);
            asked.putObject("query").put("limit", 10);
            ObjectNode all = Json.mapper()
                    .createObjectNode()
                    .put("path", "/insights/all")
                    .put("pages", 10);

            assertThat(bed.call("request", Input.of(asked))).hasSize(45);
            assertThat(bed.call("request", Input.of(all))).hasSize(45);
        }
    }

    @Test
    void an_insight_is_linked_to_an_incident_elsewhere() {
        try (FleetBed bed = new FleetBed("sumo-siem", folder)) {
            ObjectNode link = Json.mapper().createObjectNode().put("id", "7").put("name", "Beacon");

            JsonNode result = bed.call("incident-link", Input.of(link, "remoteId", "INSIGHT-220"));

            assertThat(result.path("remoteId").asText()).isNotEmpty();
            assertThat(bed.simulator().state().at("/relatedIncidents/0/name").asText())
                    .isEqualTo("Beacon");
        }
    }

    @Test
    void more_insights_than_a_page_that_changed_at_one_time_come_each_once() {
        try (FleetBed bed = FleetBed.with("sumo-siem", folder, "insights", "130", "insights-at-once", "on")) {
            List<String> seen = new ArrayList<>();
            String since = null;
            JsonNode page;
            int asked = 0;
            do {
                page = bed.call("case-changes", Input.of(Samples.changes(since, 40)));
                page.path("cases").forEach(one -> seen.add(one.at("/source/id").asText()));
                since = page.path("watermark").asText();
            } while (page.path("more").asBoolean() && ++asked < 20);
            bed.call("case-close", Input.of(Samples.closed(Samples.aCase("g-1")), "remoteId", "INSIGHT-222"));
            JsonNode after = bed.call("case-changes", Input.of(Samples.changes(since, 40)));

            assertThat(seen).hasSize(130).doesNotHaveDuplicates();
            assertThat(after.path("cases")).hasSize(1);
            assertThat(after.path("more").asBoolean(true)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"simulator-id, simulator-key, true", "reader-id, reader-key, false"})
    void check_says_whether_the_key_may_write_and_changes_nothing(String id, String key, boolean write) {
        Map<String, String> own = Map.of("auth", "access-key", "access-id", id, "access-key", key);
        Map<String, String> readers = Map.of("read-only-id", "reader-id", "read-only-key", "reader-key");
        try (FleetBed bed = new FleetBed("sumo-siem", folder, own, readers)) {
            JsonNode before = bed.simulator().state();

            JsonNode check = bed.call("check", Input.of(NullNode.instance));

            assertThat(check.path("write")).hasToString(Boolean.toString(write));
            assertThat(bed.simulator().state()).isEqualTo(before);
        }
    }
}
