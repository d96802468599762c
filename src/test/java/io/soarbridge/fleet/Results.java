package io.soarbridge.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.casefile.Case;
import org.apache.camel.Exchange;

/** What the result of each operation looks like, whatever the system. */
final class Results {
    private Results() {}

    /** Two connections of one type must not give two cases the same key. */
    private static void ofTheConnection(JsonNode one) {
        assertThat(one.at("/source/connection").asText()).isEqualTo(FleetBed.CONNECTION);
        assertThat(one.at("/source/name").asText()).isEqualTo(FleetBed.CONNECTION);
        assertThat(one.at("/source/id").asText()).isNotBlank();
    }

    static void check(String operation, Exchange exchange) {
        if (operation.equals("attachment-get")) {
            assertThat(exchange.getMessage().getBody(byte[].class)).isEqualTo(Samples.FILE);
            assertThat(exchange.getVariable("file", JsonNode.class).path("size").asInt())
                    .isEqualTo(Samples.FILE.length);
            return;
        }
        JsonNode result = exchange.getMessage().getBody(JsonNode.class);
        switch (operation) {
            case "case-create", "case-update", "case-close", "case-find" -> {
                assertThat(result.path("remoteId").asText()).isNotBlank();
                assertThat(result.has("version") && result.has("url")).isTrue();
            }
            case "case-get" -> {
                assertThat(result.path("uid").asText()).isEqualTo(Samples.KEY);
                ofTheConnection(result);
                Case.from(result);
            }
            case "case-changes" -> {
                assertThat(result.path("cases")).hasSize(1);
                Case.from(result.path("cases").get(0));
                ofTheConnection(result.path("cases").get(0));
                assertThat(result.path("watermark").asText()).isNotBlank();
                assertThat(result.path("more").isBoolean()).isTrue();
            }
            case "comment-add", "attachment-add" ->
                assertThat(result.path("remoteId").asText()).isNotBlank();
            case "observables-add" -> {
                assertThat(result.path("added").asInt() + result.path("known").asInt())
                        .isPositive();
                assertThat(result.path("refused").isArray()).isTrue();
            }
            case "indicators-push" -> {
                assertThat(result.path("pushed").asInt()).isEqualTo(2);
                assertThat(result.path("refused")).isEmpty();
            }
            case "indicators-remove" ->
                assertThat(result.path("removed").asInt()).isEqualTo(2);
            case "playbook-run" -> assertThat(result.path("runId").asText()).isNotBlank();
            case "playbook-status" -> {
                assertThat(result.path("state").asText())
                        .isIn("pending", "running", "waiting", "success", "failed", "cancelled");
                assertThat(result.path("ended").isBoolean()).isTrue();
            }
            case "check" -> {
                assertThat(result.path("detail").asText()).isNotBlank();
                assertThat(result.path("warnings").isArray()).isTrue();
                assertThat(result.has("version") && result.has("read") && result.has("write"))
                        .isTrue();
            }
            default -> assertThat(result.isNull()).isFalse();
        }
    }
}
