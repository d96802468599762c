package io.soarbridge.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.SystemGrid;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only the Splunk SOAR connector promises, against its simulator; what all connectors promise is in the fleet test. */
class SplunkSoarTest {
    private static final JsonNode NOTHING = NullNode.instance;

    @TempDir
    private Path folder;

    private SystemGrid grid;

    @AfterEach
    void stop() {
        if (grid != null) {
            grid.close();
        }
    }

    private void start(Map<String, String> switches, Map<String, String> settings) {
        grid = SystemGrid.start("splunk-soar", folder, switches, settings);
    }

    private void start() {
        start(Map.of(), Map.of());
    }

    private String created(JsonNode one) {
        return grid.call("case-create", one, Map.of()).path("remoteId").asText();
    }

    private JsonNode request(String body) {
        return grid.call("request", Bed.json(body), Map.of());
    }

    private JsonNode stored(String kind) {
        return grid.simulator().state().path(kind);
    }

    private static ObjectNode aCase(String... addresses) {
        ObjectNode made = (ObjectNode) Bed.json("""
                {"uid":"elastic:s-1","source":{"connection":null,"name":"elastic","id":"s-1","url":null},"title":"Beacon",
                 "description":{"text":"seen","format":"markdown"},"severity":{"id":5,"label":"critical"},"status":{"id":1,"label":null},
                 "verdict":null,"closeReason":null,"closeNotes":null,"closedAt":null,"owner":null,"type":"malware","labels":["lab"],
                 "priority":null,"createdAt":"2026-11-22T10:00:00Z","updatedAt":null,"attacks":["T1071"],"comments":[],"attachments":[],
                 "custom":{"n":1},"raw":{"n":1}}""");
        made.set("observables", observables(addresses));
        return made;
    }

    private static JsonNode observables(String... addresses) {
        var all = Json.mapper().createArrayNode();
        for (String address : addresses) {
            ObjectNode one = all.addObject();
            one.put("type", "ip")
                    .put("value", address)
                    .putNull("hashAlgorithm")
                    .putNull("role")
                    .putArray("tags");
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "token, ph-auth-token, simulator-token",
        "basic, Authorization, Basic c29hcl9sb2NhbF9hZG1pbjpzaW11bGF0b3ItcGFzc3dvcmQ=",
        "basic-token, Authorization, Basic OnNpbXVsYXRvci10b2tlbg=="
    })
    void each_way_to_sign_in_sends_what_the_product_takes(String auth, String header, String value) {
        start(
                Map.of(),
                auth.equals("basic")
                        ? Map.of(
                                "auth", auth, "token", "", "user", "soar_local_admin", "password", "simulator-password")
                        : Map.of("auth", auth));

        JsonNode check = grid.call("check", NOTHING, Map.of());

        assertThat(check.path("version").asText()).isEqualTo("8.5.0.248");
        assertThat(grid.simulator().requests())
                .allSatisfy(request -> assertThat(request.header(header)).isEqualTo(value));
    }

    @Test
    void bearer_is_refused_by_the_product_and_works_behind_a_gateway() {
        start(Map.of(), Map.of("auth", "bearer"));
        Exchange refused = grid.run("check", NOTHING, Map.of());
        grid.close();
        start(Map.of("accept-bearer", "on"), Map.of("auth", "bearer"));

        assertThat(refused.getException())
                .isInstanceOfSatisfying(
                        CallException.class,
                        failure -> assertThat(failure.failure()).isEqualTo(Failure.CREDENTIALS));
        assertThat(grid.call("check", NOTHING, Map.of()).path("read").asBoolean())
                .isTrue();
    }

    @Test
    void check_says_that_the_label_does_not_exist() {
        start(Map.of("labels", "phishing,alerts"), Map.of());

        JsonNode check = grid.call("check", NOTHING, Map.of());

        assertThat(check.at("/warnings/0").asText()).contains("\"events\"", "alerts, phishing");
    }

    @Test
    void a_container_that_is_there_counts_as_created_and_stays_one() {
        start();

        String first = created(aCase("10.0.0.1"));
        String second = created(aCase("10.0.0.1", "10.0.0.2"));

        assertThat(second).isEqualTo(first);
        assertThat(stored("container")).hasSize(1);
        assertThat(stored("artifact")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"2", "0"})
    void automation_runs_once_for_a_case_with_and_without_artifacts(int artifacts) {
        start();
        String[] addresses = artifacts == 0 ? new String[0] : new String[] {"10.0.0.1", "10.0.0.2", "10.0.0.2"};

        String id = created(aCase(addresses));
        created(aCase(addresses));
        grid.call("observables-add", observables("10.0.0.3"), Map.of("remoteId", id));
        grid.call("case-update", aCase("10.0.0.4"), Map.of("remoteId", id));

        assertThat(stored("playbook_run")).hasSize(1);
        assertThat(stored("playbook_run").at("/0/last_artifact").asInt()).isEqualTo(artifacts);
    }

    @Test
    void automation_can_be_left_out() {
        start(Map.of(), Map.of("run-automation", "false"));

        created(aCase("10.0.0.1"));

        assertThat(stored("playbook_run")).isEmpty();
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
    void a_failure_with_status_200_is_a_failure() {
        start(Map.of("failed-on-200", "on", "refuse-rule", "^Beacon"), Map.of());

        Exchange refused = grid.run("case-create", aCase(), Map.of());
        Exchange missing = grid.run("case-close", aCase(), Map.of("remoteId", "99"));

        assertThat(refused.getException()).isInstanceOf(CallException.class).hasMessageContaining("business_unit");
        assertThat(missing.getException())
                .isInstanceOf(CallException.class)
                .hasMessageContaining("Container not found");
    }

    @Test
    void texts_with_the_character_nul_do_not_break_the_server() {
        start();
        ObjectNode hostile = aCase("10.0.0.1");
        hostile.put("title", "a\u0000b 😀").putObject("raw").put("x", "\u0000");

        String id = created(hostile);
        grid.call("comment-add", Bed.json("{\"text\":\"c\\u0000 🚨\"}"), Map.of("remoteId", id));

        assertThat(stored("container").at("/0/name").asText()).isEqualTo("ab 😀");
        assertThat(stored("container_comment").at("/0/comment").asText()).isEqualTo("c 🚨");
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
    void a_run_is_waited_for_within_a_time_and_can_be_cancelled() {
        start();
        String id = created(aCase());
        String good = run(id, "local/contain_host");
        String endless = run(id, "4");

        JsonNode ended = grid.call("playbook-wait?every=10ms&atMost=1m", NOTHING, Map.of("runId", good));
        JsonNode late = grid.call("playbook-status", NOTHING, Map.of("runId", endless));
        JsonNode cancelled = grid.call("playbook-cancel", NOTHING, Map.of("runId", endless));
        JsonNode after = grid.call("playbook-cancel", NOTHING, Map.of("runId", good));

        assertThat(ended.path("state").asText()).isEqualTo("success");
        assertThat(ended.path("message").asText()).isEqualTo("ok");
        assertThat(late.path("ended").asBoolean(true)).isFalse();
        assertThat(cancelled.path("state").asText()).isEqualTo("cancelled");
        assertThat(after.path("state").asText()).isEqualTo("success");
    }

    private String run(String remoteId, String playbook) {
        ObjectNode body = Json.mapper().createObjectNode().put("playbook", playbook);
        body.putObject("inputs").put("host", "a");
        return grid.call("playbook-run", body, Map.of("remoteId", remoteId))
                .path("runId")
                .asText();
    }

    @Test
    void a_playbook_that_does_not_exist_is_refused_in_the_products_words() {
        start();
        String id = created(aCase());

        Exchange refused = grid.run("playbook-run", Bed.json("{\"playbook\":\"9\"}"), Map.of("remoteId", id));

        assertThat(refused.getException()).hasMessageContaining("Playbook \"9\" not found");
    }

    @Test
    void inputs_can_be_sent_as_a_text() {
        start(Map.of("inputs", "text"), Map.of("inputs-form", "text"));
        String id = created(aCase());

        run(id, "1");

        assertThat(stored("playbook_run").at("/1/inputs/host").asText()).isEqualTo("a");
    }

    @Test
    void rows_are_appended_to_a_list_that_is_made_when_needed() {
        start();
        Map<String, String> list = Map.of("list", "block/list ü");

        grid.call("list-append", Bed.json("[[\"a\",\"1\"]]"), list);
        grid.call("list-append", Bed.json("[[\"b\",\"2\"]]"), list);

        assertThat(stored("decided_list")).hasSize(1);
        assertThat(stored("decided_list").at("/0/content").toString()).isEqualTo("[[\"a\",\"1\"],[\"b\",\"2\"]]");
    }

    @Test
    void indicators_become_rows_that_are_changed_and_removed() {
        start(Map.of(), Map.of("indicator-list", "feed"));
        String ip =
                "[{\"type\":\"ip\",\"value\":\"203.0.113.5\",\"verdict\":\"suspicious\"},{\"type\":\"ip\",\"value\":\"203.0.113.6\"}]";

        grid.call("indicators-push", Bed.json(ip), Map.of());
        grid.call("indicators-push", Bed.json(ip.replace("suspicious", "malicious")), Map.of());
        JsonNode removed = grid.call(
                "indicators-remove",
                Bed.json("[{\"type\":\"ip\",\"value\":\"203.0.113.6\"},{\"type\":\"ip\",\"value\":\"x\"}]"),
                Map.of());

        assertThat(removed.toString()).isEqualTo("{\"removed\":1,\"unknown\":1,\"refused\":[]}");
        assertThat(stored("decided_list").at("/0/content")).hasSize(1);
        assertThat(stored("decided_list").at("/0/content/0/2").asText()).isEqualTo("malicious");
    }

    @Test
    void filters_are_written_by_code_whatever_their_values_hold() {
        start();
        for (String name : List.of("O'Neil \"q\" \\ back", "é 漢 😀", "None", "\" or 1=1")) {
            ObjectNode one = aCase();
            one.put("uid", "k:" + name).put("title", name);
            created(one);
            ObjectNode asked = Json.mapper().createObjectNode().put("object", "containers");
            asked.putObject("filter").put("source_data_identifier", "k:" + name);

            JsonNode found = grid.call("request", asked, Map.of());

            assertThat(found.path("count").asInt()).as(name).isEqualTo(1);
            assertThat(found.at("/data/0/name").asText()).isEqualTo(name);
        }
    }

    @Test
    void a_field_that_the_product_would_swallow_is_refused_before_it_is_sent() {
        start();
        String id = created(aCase());
        int before = grid.simulator().requests().size();

        Exchange refused = grid.run(
                "request",
                Bed.json("{\"method\":\"POST\",\"path\":\"/container/" + id + "\",\"body\":{\"comment\":\"lost\"}}"),
                Map.of());

        assertThat(refused.getException()).hasMessageContaining("has no field comment");
        assertThat(grid.simulator().requests()).hasSize(before);
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
    void a_deletion_by_token_is_refused_but_for_lists() {
        start();
        String id = created(aCase());
        grid.call("list-append", Bed.json("[[\"a\"]]"), Map.of("list", "l"));

        Exchange container = grid.run(
                "request", Bed.json("{\"method\":\"DELETE\",\"object\":\"container\",\"id\":" + id + "}"), Map.of());
        JsonNode list = request("{\"method\":\"DELETE\",\"object\":\"list\",\"id\":\"l\"}");

        assertThat(container.getException())
                .isInstanceOfSatisfying(
                        CallException.class,
                        failure -> assertThat(failure.failure()).isEqualTo(Failure.PERMANENT));
        assertThat(list.path("success").asBoolean()).isTrue();
    }
}
