package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.rest.CallException;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.Grid;
import io.soarbridge.testkit.XsoarUser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of this connector the fleet test cannot know: both versions, both prefixes, the Kamelets beyond the grid. */
class XsoarConnectorTest {
    private static final JsonNode CASE = Bed.json("""
            {"uid":"elastic:c","title":"Beacon","createdAt":"2026-11-22T10:00:00Z",
             "source":{"connection":null,"name":"elastic","id":"c","url":null},
             "description":{"text":"x","format":"text"},"severity":{"id":4,"label":"high"},"status":{"id":2,"label":null},
             "labels":[],"attacks":[],"observables":[],"raw":{}}""");
    private static final JsonNode OBSERVABLES = Bed.json("""
            [{"type":"ip","value":"198.51.100.7"},{"type":"domain","value":"c2.example"},{"type":"process","value":"a.exe"}]""");
    private static final JsonNode INDICATORS = Bed.json("""
            [{"type":"ip","value":"203.0.113.5","verdict":"malicious"},{"type":"domain","value":"bad.example","verdict":"benign"}]""");

    @TempDir
    Path folder;

    private Bed bed;
    private Grid grid;

    @AfterEach
    void stop() {
        if (grid != null) {
            grid.close();
        }
        bed.close();
    }

    private void version8(String... switches) {
        CortexXsoarOptions options = CortexXsoarOptions.version8();
        for (int i = 0; i < switches.length; i += 2) {
            options = options.set(switches[i], switches[i + 1]);
        }
        on(Bed.with(folder, options));
    }

    private void on(Bed made) {
        bed = made.connection("create-investigation", "true");
        grid = new Grid(bed);
    }

    private JsonNode call(String operation, JsonNode body, Map<String, String> variables) {
        return grid.call("cortex-xsoar-" + operation + "-action", body, variables);
    }

    private String created() {
        return call("case-create", CASE, Map.of()).path("remoteId").asText();
    }

    private String attached(String id, String name, Object content) {
        Exchange done =
                grid.run("cortex-xsoar-attachment-add-action", content, Map.of("remoteId", id, "name", name), Map.of());
        assertThat(done.getException()).isNull();
        return done.getMessage().getBody(JsonNode.class).path("remoteId").asText();
    }

    private void everythingWorks() {
        String id = created();
        JsonNode comment = Bed.json("{\"uid\":\"elastic:c-1\",\"text\":\"seen\",\"format\":\"text\"}");
        call("comment-add", comment, Map.of("remoteId", id));
        String run = call("playbook-run", Bed.json("{\"playbook\":\"triage\",\"inputs\":{}}"), Map.of("remoteId", id))
                .path("runId")
                .asText();
        String again = call("playbook-run", Bed.json("{\"playbook\":\"Triage\"}"), Map.of("remoteId", id))
                .path("runId")
                .asText();
        JsonNode status = call("playbook-status", NullNode.instance, Map.of("remoteId", id, "runId", run));
        JsonNode added = call("observables-add", OBSERVABLES, Map.of("remoteId", id));
        JsonNode repeated = call("observables-add", OBSERVABLES, Map.of("remoteId", id));
        JsonNode pushed = call("indicators-push", INDICATORS, Map.of());
        JsonNode removed = call("indicators-remove", INDICATORS, Map.of());
        JsonNode back = call("case-get", NullNode.instance, Map.of("remoteId", id));

        assertThat(again).isEqualTo(run).startsWith("Triage@");
        assertThat(status.path("state").asText()).isEqualTo("waiting");
        assertThat(status.path("message").asText()).isEqualTo("waits for: Review");
        assertThat(added.path("added").asInt()).isEqualTo(2);
        assertThat(added.path("refused")).hasSize(1);
        assertThat(repeated.path("known").asInt()).isEqualTo(2);
        assertThat(pushed.path("pushed").asInt()).isEqualTo(2);
        assertThat(removed.path("removed").asInt()).isEqualTo(2);
        assertThat(back.at("/comments/0/uid").asText()).isEqualTo("elastic:c-1");
        assertThat(back.at("/comments/0/text").asText()).isEqualTo("seen");
        assertThat(call("case-close", CASE, Map.of("remoteId", id))
                        .path("remoteId")
                        .asText())
                .isEqualTo(id);
        assertThat(call("check", NullNode.instance, Map.of()).path("write").asBoolean())
                .isTrue();
    }

    @Test
    void everything_works_on_version_8() {
        version8();

        everythingWorks();

        assertThat(call("check", NullNode.instance, Map.of()).path("version").asText())
                .isEqualTo("8.9.0");
    }

    @Test
    void everything_works_where_some_routes_are_beside_the_public_prefix_only() {
        version8("web-only", "inv-playbook|/investigation/");

        everythingWorks();
    }

    @Test
    void everything_works_on_version_6_without_the_prefixes_of_version_8() {
        on(Bed.version6(folder, CortexXsoarOptions.version6().allPrefixes(false)));

        everythingWorks();

        assertThat(call("check", NullNode.instance, Map.of()).path("version").asText())
                .isEqualTo("6.14.0");
    }

    @Test
    void everything_works_in_a_session_of_version_6_which_begins_anew_when_it_ended() {
        CortexXsoarOptions options = CortexXsoarOptions.version6().auth(CortexXsoarOptions.Auth.SESSION);
        on(Bed.version6(folder, options.user("bridge").password("planted-password"))
                .connection("auth", "session")
                .unset("soarbridge.connection." + Bed.CONNECTION + ".api-key")
                .connection("user", "bridge")
                .connection("password", "planted-password"));

        everythingWorks();
        bed.simulator().reset();

        assertThat(created()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text ü", "\u0000\u0001binary\u00ff", ""})
    void a_file_goes_up_once_and_comes_down_as_it_was(String text) {
        version8();
        byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
        String id = created();

        String first = attached(id, "a ü.bin", content);
        String again = attached(id, "a ü.bin", content);
        String other = attached(id, "a ü.bin", "other".getBytes(StandardCharsets.UTF_8));
        Exchange down = grid.run(
                "cortex-xsoar-attachment-get-action",
                NullNode.instance,
                Map.of("remoteId", id, "attachmentId", first),
                Map.of());

        assertThat(again).isEqualTo(first).isNotEqualTo(other);
        assertThat(down.getMessage().getBody(byte[].class)).isEqualTo(content);
        assertThat(down.getVariable("file", JsonNode.class).path("name").asText())
                .isEqualTo("a ü.bin");
        assertThat(bed.requests("GET", "%40" + id)).hasSize(1);
        assertThat(call("case-get", NullNode.instance, Map.of("remoteId", id)).path("attachments"))
                .hasSize(2)
                .allMatch(one -> one.path("sha256").asText().length() == 64);
    }

    @Test
    void a_stream_goes_up_whole() {
        version8();
        byte[] content = "0123456789".repeat(30_000).getBytes(StandardCharsets.UTF_8);
        String id = created();

        String first = attached(id, "long.txt", new ByteArrayInputStream(content));
        String again = attached(id, "long.txt", new ByteArrayInputStream(content));
        Exchange down = grid.run(
                "cortex-xsoar-attachment-get-action",
                NullNode.instance,
                Map.of("remoteId", id, "attachmentId", first),
                Map.of());

        assertThat(again).isEqualTo(first);
        assertThat(down.getMessage().getBody(byte[].class)).isEqualTo(content);
    }

    @Test
    void a_playbook_that_the_system_is_not_ready_for_is_started_later() {
        version8("investigation-lag", "1");
        String id = created();

        Exchange first = grid.run(
                "cortex-xsoar-playbook-run-action",
                Bed.json("{\"playbook\":\"playbook0\"}"),
                Map.of("remoteId", id),
                Map.of());

        assertThat(((CallException) first.getException()).code()).isEqualTo("rest/not-yet");
        assertThat(call("playbook-run", Bed.json("{\"playbook\":\"playbook0\"}"), Map.of("remoteId", id))
                        .path("runId")
                        .asText())
                .startsWith("playbook0@");
    }

    @Test
    void what_an_analyst_changed_stays_and_the_rest_follows_the_source() {
        bed = Bed.started(folder);
        bed.accepted("elastic", Bed.alert("p", "Opened"));
        bed.awaitDelivered(1);
        XsoarUser analyst = new XsoarUser(bed);
        ObjectNode incident = analyst.load("1");
        assertThat(analyst.write(incident.put("severity", 4)).statusCode()).isEqualTo(200);

        bed.accepted("elastic", Bed.alert("p", "Acknowledged", "acknowledged"));
        bed.awaitDelivered(2);
        JsonNode first = bed.simulator().incidents().get(0);
        assertThat(analyst.write(analyst.load("1").put("name", "Named by hand")).statusCode())
                .isEqualTo(200);
        bed.accepted(
                "elastic", Bed.alert("p", "Acknowledged twice", "acknowledged").replace("10:05:00", "11:05:00"));
        bed.awaitDelivered(3);
        JsonNode second = bed.simulator().incidents().get(0);

        assertThat(first.path("name").asText()).isEqualTo("Acknowledged");
        assertThat(first.path("severity").asInt()).isEqualTo(4);
        assertThat(second.path("name").asText()).isEqualTo("Named by hand");
        assertThat(second.path("severity").asInt()).isEqualTo(4);
    }

    @Test
    void excluded_and_shared_indicators_are_told_of() {
        on(Bed.with(folder, CortexXsoarOptions.version8().exclusionList("c2.example")));
        String id = created();
        new XsoarUser(bed)
                .send(
                        "POST",
                        "/indicators/feed/json",
                        "{\"indicators\":[{\"value\":\"203.0.113.5\",\"type\":\"IP\",\"sourceBrand\":\"Other\"}]}");

        JsonNode added = call("observables-add", OBSERVABLES, Map.of("remoteId", id));
        JsonNode removed = call("indicators-remove", INDICATORS, Map.of());

        assertThat(added.at("/refused/0/reason").asText()).isEqualTo("it is on the exclusion list");
        assertThat(removed.path("removed").asInt()).isZero();
        assertThat(removed.path("unknown").asInt()).isEqualTo(1);
        assertThat(removed.at("/refused/0/reason").asText()).contains("Other");
    }

    @Test
    void notes_are_added_and_marked() {
        version8();
        String id = created();

        String note = call("note-add", Bed.json("{\"text\":\"!note\",\"format\":\"text\"}"), Map.of("remoteId", id))
                .path("remoteId")
                .asText();
        call("note-mark", Bed.json("{\"note\":false}"), Map.of("remoteId", id, "entryId", note));

        assertThat(bed.simulator().entries()).hasSize(1);
        assertThat(bed.simulator().entries().get(0).path("note").asBoolean(true))
                .isFalse();
        assertThat(bed.simulator().entries().get(0).path("contents").asText()).isEqualTo("!note");
    }

    @Test
    void lists_are_made_read_and_changed() {
        version8();
        Map<String, String> named = Map.of("name", "block");

        assertThat(call("list-get", NullNode.instance, named).isNull()).isTrue();
        assertThat(call("list-set", Bed.json("{\"name\":\"block\",\"data\":\"a\"}"), Map.of())
                        .path("changed")
                        .asBoolean())
                .isTrue();
        call("list-set", Bed.json("{\"name\":\"block\",\"data\":\"a,b\"}"), Map.of());
        JsonNode same = call("list-set", Bed.json("{\"name\":\"block\",\"data\":\"a,b\"}"), Map.of());

        assertThat(same.path("changed").asBoolean(true)).isFalse();
        assertThat(call("list-get", NullNode.instance, named)).isEqualTo(Bed.json("""
                {"name":"block","data":"a,b","version":2}"""));
    }

    @Test
    void many_are_closed_at_once_and_indicators_judged() {
        version8();
        String first = created();
        String second = created();
        call("indicators-push", INDICATORS, Map.of());

        JsonNode closed = call(
                "case-batch-close",
                Bed.json("{\"ids\":[\"%s\",\"%s\",\"99\"],\"closeReason\":\"Duplicate\"}".formatted(first, second)),
                Map.of());
        JsonNode found = call("indicator-search", Bed.json("{\"query\":\"value:bad.example\"}"), Map.of());
        Map<String, String> indicator = Map.of("indicatorId", found.at("/0/id").asText());
        call("indicator-edit", Bed.json("{\"verdict\":\"malicious\",\"comment\":\"seen\"}"), indicator);
        JsonNode after = call("indicator-search", Bed.json("{\"query\":\"value:bad.example\"}"), Map.of());

        assertThat(closed.path("closed").asInt()).isEqualTo(2);
        assertThat(closed.path("notClosed").asInt()).isEqualTo(1);
        assertThat(found.at("/0/verdict").asText()).isEqualTo("benign");
        assertThat(after.at("/0/verdict").asText()).isEqualTo("malicious");
    }

    @Test
    void check_passes_on_version_6_with_a_key_that_may_only_read() {
        CortexXsoarOptions options = CortexXsoarOptions.version6().set("read-only-key", "look-only-key");
        on(Bed.version6(folder, options).connection("api-key", "look-only-key"));

        JsonNode check = call("check", NullNode.instance, Map.of());

        assertThat(check.path("read").asBoolean()).isTrue();
        assertThat(check.path("write").isNull()).isTrue();
    }

    @Test
    void check_says_when_the_key_may_only_read_and_when_the_key_field_is_missing() {
        CortexXsoarOptions options = CortexXsoarOptions.version8()
                .set("read-only-key", "look-only-key")
                .set("read-only-key-id", "9");
        on(Bed.with(folder, options)
                .connection("api-key", "look-only-key")
                .connection("api-key-id", "9")
                .connection("external-key-field", "nosuchfield"));

        JsonNode check = call("check", NullNode.instance, Map.of());

        assertThat(check.path("read").asBoolean()).isTrue();
        assertThat(check.path("write").asBoolean(true)).isFalse();
        assertThat(check.path("warnings")).hasSize(2);
        assertThat(check.at("/warnings/1").asText()).contains("nosuchfield");
    }
}
