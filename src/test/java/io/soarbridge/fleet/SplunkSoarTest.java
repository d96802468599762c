package io.soarbridge.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Bed;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers as cases at Splunk SOAR: what comes back, what others wrote, artifacts, comments, files, changes. */
class SplunkSoarTest extends SplunkSoarCases {
    @Test
    void a_container_that_is_there_counts_as_created_and_stays_one() {
        start();

        String first = created(aCase("10.0.0.1"));
        String second = created(aCase("10.0.0.1", "10.0.0.2"));

        assertThat(second).isEqualTo(first);
        assertThat(stored("container")).hasSize(1);
        assertThat(stored("artifact")).hasSize(1);
    }

    @Test
    void severities_and_statuses_go_by_the_names_of_the_instance() {
        start(
                Map.of("severities", "Critical", "statuses", "waiting:open,false_positive:resolved"),
                Map.of("status-names", "on-hold=waiting"));
        ObjectNode held = aCase();
        held.putObject("status").put("id", 3).put("label", "on hold");

        String id = created(held);
        JsonNode container = stored("container").get(0);
        JsonNode back = grid.call("case-get", NOTHING, Map.of("remoteId", id));

        assertThat(container.path("severity").asText()).isEqualTo("Critical");
        assertThat(container.path("status").asText()).isEqualTo("waiting");
        assertThat(back.at("/status/id").asInt()).isEqualTo(3);
        assertThat(back.at("/severity/id").asInt()).isEqualTo(5);
    }

    @Test
    void what_people_changed_wins_over_what_the_bridge_kept() {
        start();
        String id = created(aCase("10.0.0.1"));

        request("{\"method\":\"POST\",\"path\":\"/container/" + id
                + "\",\"body\":{\"severity\":\"low\",\"status\":\"open\",\"owner_id\":3}}");
        JsonNode back = grid.call("case-get", NOTHING, Map.of("remoteId", id));

        assertThat(back.at("/severity/id").asInt()).isEqualTo(2);
        assertThat(back.at("/status/id").asInt()).isEqualTo(2);
        assertThat(back.at("/owner/name").asText()).isEqualTo("analyst");
        assertThat(back.path("uid").asText()).isEqualTo("elastic:s-1");
    }

    @Test
    void labels_come_back_from_an_instance_that_takes_plain_tags_only() {
        start(Map.of("tag-characters", "plain"), Map.of("tag-characters", "plain"));
        ObjectNode labelled = aCase("10.0.0.1");
        labelled.putArray("labels")
                .add("Domain: Endpoint")
                .add("lab")
                .add("מתקפה")
                .add("攻击");
        ((ObjectNode) labelled.at("/observables/0")).putArray("tags").add("c2: fast");

        String id = created(labelled);
        JsonNode container = stored("container").get(0);
        JsonNode back = grid.call("case-get", NOTHING, Map.of("remoteId", id));
        request("{\"method\":\"POST\",\"path\":\"/container/" + id
                + "\",\"body\":{\"tags\":[\"lab\",\"of-a-person\"]}}");
        JsonNode changed = grid.call("case-get", NOTHING, Map.of("remoteId", id));

        assertThat(container.path("tags")).extracting(JsonNode::asText).containsExactly("Domain-Endpoint", "lab", "-");
        assertThat(back.path("labels")).isEqualTo(labelled.path("labels"));
        assertThat(back.at("/observables/0/tags/0").asText()).isEqualTo("c2: fast");
        assertThat(changed.path("labels")).extracting(JsonNode::asText).containsExactly("lab", "of-a-person");
    }

    @Test
    void an_update_keeps_tags_data_and_artifacts_of_others() {
        start();
        String id = created(aCase("10.0.0.1"));
        request("{\"method\":\"POST\",\"path\":\"/container/" + id
                + "\",\"body\":{\"tags\":[\"lab\",\"of a person\"],\"status\":\"open\"}}");
        ObjectNode changed = aCase("10.0.0.1", "10.0.0.2");
        changed.put("title", "Beacon, again").putArray("labels").add("new");

        grid.call("case-update", changed, Map.of("remoteId", id));
        JsonNode container = stored("container").get(0);

        assertThat(container.path("tags")).extracting(JsonNode::asText).containsExactly("of a person", "new");
        assertThat(container.path("name").asText()).isEqualTo("Beacon, again");
        assertThat(container.path("status").asText()).isEqualTo("open");
        assertThat(stored("artifact")).hasSize(2);
    }

    @Test
    void an_update_that_changes_nothing_writes_nothing() {
        start();
        String id = created(aCase("10.0.0.1"));

        grid.call("case-update", aCase("10.0.0.1"), Map.of("remoteId", id));

        assertThat(grid.simulator().requests().stream()
                        .filter(request -> request.method().equals("POST")))
                .hasSize(1);
    }

    @Test
    void closing_keeps_reason_notes_and_verdict() {
        start();
        String id = created(aCase());
        ObjectNode closed = aCase();
        closed.putObject("status").put("id", 5).put("label", "closed");
        closed.putObject("verdict").put("id", 1).put("label", "false positive");
        closed.put("closeReason", "nothing in it").put("closeNotes", "by hand").put("closedAt", "2026-11-22T12:00:00Z");

        grid.call("case-close", closed, Map.of("remoteId", id));
        JsonNode back = grid.call("case-get", NOTHING, Map.of("remoteId", id));

        assertThat(stored("container").at("/0/status").asText()).isEqualTo("closed");
        assertThat(back.at("/status/id").asInt()).isEqualTo(5);
        assertThat(back.at("/verdict/id").asInt()).isEqualTo(1);
        assertThat(back.path("closeNotes").asText()).isEqualTo("by hand");
        assertThat(back.at("/description/format").asText()).isEqualTo("markdown");
    }

    @Test
    void comments_and_files_come_back_with_the_case() {
        start();
        String id = created(aCase());
        String text = "looks odd\n[soarbridge: \"quoted\" é] second line";
        ObjectNode comment = Json.mapper()
                .createObjectNode()
                .put("uid", "elastic:c]1 % \" é")
                .put("author", "m.okafor")
                .put("text", text);

        grid.call("comment-add", comment, Map.of("remoteId", id));
        grid.call("comment-add", comment, Map.of("remoteId", id));
        request(
                "{\"method\":\"POST\",\"object\":\"comment\",\"body\":{\"container_id\":1,\"comment\":\"of a person\"}}");
        grid.call("attachment-add", "abc".getBytes(UTF_8), Map.of("remoteId", id, "name", "a.txt"));
        grid.call("attachment-add", "abc".getBytes(UTF_8), Map.of("remoteId", id, "name", "a.txt"));
        JsonNode back = grid.call("case-get", NOTHING, Map.of("remoteId", id));

        assertThat(back.path("comments")).hasSize(2);
        assertThat(back.at("/comments/0/uid").asText()).isEqualTo("elastic:c]1 % \" é");
        assertThat(back.at("/comments/0/author").asText()).isEqualTo("m.okafor");
        assertThat(back.at("/comments/0/text").asText()).isEqualTo(text);
        assertThat(back.at("/comments/1/author").asText()).isEqualTo("automation");
        assertThat(back.path("attachments")).hasSize(1);
        assertThat(back.at("/attachments/0/sha256").asText())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @CsvSource({"on", "off"})
    void observables_are_added_once_whether_or_not_the_product_compares(String compares) {
        start(Map.of("artifact-dedup", compares), Map.of());
        String id = created(aCase("10.0.0.1"));

        JsonNode first =
                grid.call("observables-add", observables("10.0.0.1", "10.0.0.2", "10.0.0.2"), Map.of("remoteId", id));
        JsonNode second = grid.call("observables-add", observables("10.0.0.2"), Map.of("remoteId", id));

        assertThat(first.toString()).isEqualTo("{\"added\":1,\"known\":2,\"refused\":[]}");
        assertThat(second.toString()).isEqualTo("{\"added\":0,\"known\":1,\"refused\":[]}");
        assertThat(stored("artifact")).hasSize(2);
    }

    @Test
    void a_container_becomes_a_case_from_the_start_or_later() {
        start(Map.of("template-key", "template"), Map.of());
        String id = created(aCase());

        grid.call("case-promote", NOTHING, Map.of("remoteId", id, "template", "1"));
        grid.call("case-promote", NOTHING, Map.of("remoteId", id, "template", "1"));
        JsonNode cases = request("{\"object\":\"cases\"}");

        assertThat(stored("workbook_phase")).hasSize(3);
        assertThat(cases.path("count").asInt()).isEqualTo(1);
        grid.close();
        start(Map.of("template-key", "template_id"), Map.of("workbook-template", "2"));
        created(aCase());
        assertThat(stored("workbook_phase")).hasSize(3);
    }

    @Test
    void changes_at_the_same_time_are_told_once_each_over_any_number_of_pages() {
        start();
        for (int i = 0; i < 5; i++) {
            ObjectNode one = aCase("10.0.0." + i);
            one.put("uid", "k:" + i);
            created(one);
        }

        JsonNode first = grid.call("case-changes", Bed.json("{\"since\":null,\"limit\":3}"), Map.of());
        ObjectNode next = Json.mapper().createObjectNode().put("limit", 3);
        next.set("since", first.get("watermark"));
        JsonNode second = grid.call("case-changes", next, Map.of());

        assertThat(first.path("cases")).hasSize(3);
        assertThat(first.path("more").asBoolean()).isTrue();
        assertThat(first.at("/cases/1/observables/0/value").asText()).isEqualTo("10.0.0.1");
        assertThat(second.path("cases")).hasSize(2);
        assertThat(second.path("more").asBoolean(true)).isFalse();
    }

    @Test
    void a_severity_that_is_not_known_stays_so_until_somebody_sets_one() {
        start();
        ObjectNode one = aCase();
        one.putObject("severity").put("id", 0).putNull("label");
        String id = created(one);

        JsonNode fresh = grid.call("case-get", NOTHING, Map.of("remoteId", id));
        grid.call("case-update", one, Map.of("remoteId", id));
        JsonNode updated = grid.call("case-get", NOTHING, Map.of("remoteId", id));
        request("{\"method\":\"POST\",\"path\":\"/container/" + id + "\",\"body\":{\"severity\":\"high\"}}");
        grid.call("case-update", one.put("title", "again"), Map.of("remoteId", id));
        JsonNode changed = grid.call("case-get", NOTHING, Map.of("remoteId", id));

        assertThat(fresh.path("severity")).isEqualTo(one.path("severity"));
        assertThat(updated.path("severity")).isEqualTo(one.path("severity"));
        assertThat(changed.at("/severity/id").asInt()).isEqualTo(4);
        assertThat(stored("container").at("/0/severity").asText()).isEqualTo("high");
    }

    @Test
    void an_update_that_does_not_know_the_severity_keeps_the_one_before() {
        start();
        String id = created(aCase());
        ObjectNode one = aCase();
        one.putObject("severity").put("id", 0).putNull("label");

        grid.call("case-update", one, Map.of("remoteId", id));
        long writes = writes();
        grid.call("case-update", one, Map.of("remoteId", id));

        assertThat(stored("container").at("/0/severity").asText()).isEqualTo("high");
        assertThat(writes()).as("the second changes nothing").isEqualTo(writes);
    }

    private long writes() {
        return grid.simulator().requests().stream()
                .filter(request -> request.method().equals("POST"))
                .count();
    }
}
