package io.soarbridge.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.rest.CallException;
import io.soarbridge.rest.Failure;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Bed;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in at Splunk SOAR, what its check says, and requests of any kind. */
class SplunkSoarAccessTest extends SplunkSoarCases {
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
                        ? Map.of("auth", auth, "user", "soar_local_admin", "password", "simulator-password")
                        : Map.of("auth", auth, "token", "simulator-token"));

        JsonNode check = grid.call("check", NOTHING, Map.of());

        assertThat(check.path("version").asText()).isEqualTo("8.5.0.248");
        assertThat(grid.simulator().requests())
                .allSatisfy(request -> assertThat(request.header(header)).isEqualTo(value));
    }

    @Test
    void bearer_is_refused_by_the_product_and_works_behind_a_gateway() {
        start(Map.of(), Map.of("auth", "bearer", "token", "simulator-token"));
        Exchange refused = grid.run("check", NOTHING, Map.of());
        grid.close();
        start(Map.of("accept-bearer", "on"), Map.of("auth", "bearer", "token", "simulator-token"));

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
    void texts_with_the_character_nul_do_not_break_the_server() {
        start();
        ObjectNode hostile = aCase("10.0.0.1");
        hostile.put("title", "a\u0000b 😀").putObject("raw").put("x", "\u0000");

        String id = created(hostile);
        grid.call("comment-add", Bed.json("{\"text\":\"c\\u0000 🚨\"}"), Map.of("remoteId", id));

        assertThat(stored("container").at("/0/name").asText()).isEqualTo("ab 😀");
        assertThat(stored("container_comment").at("/0/comment").asText()).isEqualTo("c 🚨");
    }

    @ParameterizedTest
    @CsvSource({"all, true", "view, false"})
    void check_says_whether_the_user_may_write_and_makes_nothing(String rights, boolean write) {
        start(Map.of("rights", rights), Map.of());

        JsonNode check = grid.call("check", NOTHING, Map.of());

        assertThat(check.path("write")).hasToString(Boolean.toString(write));
        assertThat(check.path("warnings").isEmpty()).isEqualTo(write);
        assertThat(stored("container")).isEmpty();
    }

    @Test
    void check_does_not_know_what_another_answer_means_and_says_which_it_was() {
        start(Map.of("failed-on-200", "on"), Map.of());

        JsonNode check = grid.call("check", NOTHING, Map.of());

        assertThat(check.path("read").asBoolean()).isTrue();
        assertThat(check.path("write").isNull()).isTrue();
        assertThat(check.at("/warnings/0").asText()).contains("not known", "status 200", "\"name\"");
    }

    @ParameterizedTest
    @CsvSource({"400, off", "404, off", "400, on"})
    void a_page_past_the_end_is_the_end(String status, String good) {
        start(Map.of("page-past-end-status", status, "failed-on-200", good), Map.of());
        created(aCase());

        JsonNode past = request("{\"object\":\"containers\",\"query\":{\"page\":7},\"pages\":3}");
        Exchange wrong = grid.run(
                "request", Bed.json("{\"object\":\"containers\",\"filter\":{\"nope\":1},\"pages\":3}"), Map.of());

        assertThat(past).hasToString("[]");
        assertThat(wrong.getException()).isInstanceOf(CallException.class);
    }

    @Test
    void rows_that_are_refused_together_are_told_of_with_each_reason() {
        start();
        created(aCase());

        Exchange refused = grid.run(
                "request",
                Bed.json(
                        "{\"method\":\"POST\",\"object\":\"artifact\",\"body\":[{\"container_id\":1,\"severity\":\"nope\"},"
                                + "{\"container_id\":99},{\"container_id\":1,\"severity\":\"nope\"}]}"),
                Map.of());

        assertThat(refused.getException())
                .hasMessageContaining("Severity matching query does not exist.; Container not found");
    }
}
