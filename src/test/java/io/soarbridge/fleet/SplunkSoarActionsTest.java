package io.soarbridge.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Bed;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Playbooks, custom lists and indicators of Splunk SOAR. */
class SplunkSoarActionsTest extends SplunkSoarCases {
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
}
