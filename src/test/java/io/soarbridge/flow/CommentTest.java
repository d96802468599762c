package io.soarbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.rest.CallException;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.Grid;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comments that are tried again after an uncertain answer. */
final class CommentTest {
    private static final String COMMENT_ADD = "cortex-xsoar-comment-add-action";
    private static final JsonNode CASE = Bed.json("""
            {"uid":"elastic:c","title":"Commented","createdAt":"2026-11-22T10:00:00Z",
             "source":{"connection":null,"name":"elastic","id":"c","url":null},
             "description":{"text":"x","format":"text"},"severity":{"id":4,"label":"high"},"status":{"id":2,"label":null},
             "labels":[],"attacks":[],"observables":[],"raw":{}}""");

    @TempDir
    private Path folder;

    private Bed bed;
    private Grid grid;
    private String incident;

    @BeforeEach
    void makeAnIncident() {
        bed = Bed.with(folder, CortexXsoarOptions.version8()).connection("create-investigation", "true");
        grid = new Grid(bed);
        incident = grid.call("cortex-xsoar-case-create-action", CASE, Map.of())
                .path("remoteId")
                .asText();
    }

    @AfterEach
    void stop() {
        grid.close();
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESET_AFTER", "CUT_BODY", "500"})
    void a_comment_with_a_uid_is_there_once_although_its_answer_was_lost(String lost) {
        Fault fault = lost.equals("500") ? Fault.status(500).afterApplying() : Fault.of(Fault.Kind.valueOf(lost));
        bed.simulator().faults().add(fault.on("POST", "/entry/formatted$"));

        Exchange first = add("c-1");
        Exchange again = add("c-1");
        Exchange other = add("c-11");

        assertThat(first.getException()).isInstanceOf(CallException.class);
        assertThat(((CallException) first.getException()).maybeApplied()).isTrue();
        assertThat(again.getException()).isNull();
        assertThat(result(again)).isNotEmpty().isNotEqualTo(result(other));
        assertThat(contents()).containsExactly("as seen\n\n[soarbridge:c-1]", "as seen\n\n[soarbridge:c-11]");
    }

    @Test
    void a_comment_with_a_uid_is_added_again_when_it_did_not_arrive() {
        bed.simulator().faults().add(Fault.of(Fault.Kind.RESET_BEFORE).on("POST", "/entry/formatted$"));

        assertThat(add("c-1").getException()).isInstanceOf(CallException.class);
        assertThat(add("c-1").getException()).isNull();

        assertThat(contents()).containsExactly("as seen\n\n[soarbridge:c-1]");
    }

    @Test
    void a_comment_without_a_uid_has_nothing_to_be_known_by() {
        assertThat(add(null).getException()).isNull();
        assertThat(add(null).getException()).isNull();

        assertThat(contents()).containsExactly("as seen", "as seen");
    }

    private Exchange add(String uid) {
        JsonNode comment = Bed.json(
                uid == null ? "{\"text\":\"as seen\"}" : "{\"uid\":\"%s\",\"text\":\"as seen\"}".formatted(uid));
        return grid.run(COMMENT_ADD, comment, Map.of("remoteId", incident), Map.of());
    }

    private static String result(Exchange exchange) {
        return exchange.getMessage().getBody(JsonNode.class).path("remoteId").asText();
    }

    private List<String> contents() {
        return bed.simulator().entries().stream()
                .map(entry -> entry.path("contents").asText())
                .toList();
    }
}
