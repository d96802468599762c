package io.soarbridge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
    private static final String SECRET = "hunter2-hunter2";
    private static final Pattern CONFLICT = Pattern.compile("db version", Pattern.CASE_INSENSITIVE);

    private final Classifier classifier = new Classifier(
            Set.of(401), new SettableClock("2026-01-05T10:00:00Z"), text -> text.replace(SECRET, "******"));

    @ParameterizedTest
    @CsvSource({
        "300, UNAVAILABLE, rest/wrong-url, false",
        "303, UNAVAILABLE, rest/wrong-url, false",
        "308, UNAVAILABLE, rest/wrong-url, false",
        "400, PERMANENT, rest/refused, false",
        "401, CREDENTIALS, rest/credentials-refused, false",
        "402, PERMANENT, rest/refused, false",
        "403, PERMANENT, rest/refused, false",
        "404, PERMANENT, rest/refused, false",
        "405, PERMANENT, rest/refused, false",
        "407, UNAVAILABLE, rest/proxy-refused, false",
        "408, RETRY, rest/server-error, true",
        "409, PERMANENT, rest/refused, false",
        "410, PERMANENT, rest/refused, false",
        "412, PERMANENT, rest/refused, false",
        "413, PERMANENT, rest/refused, false",
        "415, PERMANENT, rest/refused, false",
        "422, PERMANENT, rest/refused, false",
        "425, RETRY, rest/server-error, false",
        "429, UNAVAILABLE, rest/throttled, false",
        "500, RETRY, rest/server-error, true",
        "502, RETRY, rest/server-error, true",
        "503, UNAVAILABLE, rest/unavailable, true",
        "504, RETRY, rest/server-error, true",
        "599, RETRY, rest/server-error, true",
    })
    void each_status_has_its_meaning(int status, Failure failure, String code, boolean maybeApplied) {
        CallException write = failure(json(status, "{}"), true, CONFLICT);
        CallException read = failure(json(status, "{}"), false, CONFLICT);

        assertThat(write.failure()).isEqualTo(failure);
        assertThat(write.code()).isEqualTo(code);
        assertThat(write.status()).isEqualTo(status);
        assertThat(write.maybeApplied()).isEqualTo(maybeApplied);
        assertThat(read.maybeApplied()).as("a read has no effect").isFalse();
    }

    @Test
    void which_statuses_refuse_credentials_is_the_connector_s_word() {
        Classifier strict = new Classifier(Set.of(401, 403), new SettableClock("2026-01-05T10:00:00Z"), text -> text);

        CallException e = catchThrowableOfType(
                CallException.class, () -> strict.json("GET /x", false, Expected.PLAIN, json(403, "{}")));

        assertThat(e.failure()).isEqualTo(Failure.CREDENTIALS);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 412, 500})
    void a_version_conflict_is_known_by_its_text_at_any_status(int status) {
        Answer answer = json(status, "{\"id\":\"x\",\"error\":\"DB Version is too old\"}");

        assertThat(failure(answer, true, CONFLICT).failure()).isEqualTo(Failure.CONFLICT);
        assertThat(failure(answer, true, null).failure()).isNotEqualTo(Failure.CONFLICT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reply\":{\"err_code\":401,\"err_msg\":\"Public API request unauthorized\",\"err_extra\":null}}|Public API request unauthorized",
                "{\"id\":\"forbidden\",\"status\":403,\"title\":\"Forbidden\",\"detail\":\"Issue with CSRF\",\"error\":\"cookie not present\",\"multires\":null}|cookie not present",
                "{\"id\":\"bad\",\"title\":\"Bad request\",\"detail\":\"must be JSON\",\"error\":\"\"}|must be JSON",
                "{\"errors\":[{\"SystemError\":null,\"id\":8,\"detail\":\"Item not found\"}]}|Item not found",
                "{\"title\":\"Bad request\"}|Bad request",
                "{\"error\":{\"message\":\"deep\"}}|deep",
                "\"just text\"|just text",
                "plain words|plain words",
                "{\"odd\":1}|{\"odd\":1}",
                "[]|[]",
                "null|null"
            })
    void the_system_s_own_words_are_in_the_message(String body, String reason) {
        CallException e = failure(json(400, body), true, null);

        assertThat(e).hasMessageStartingWith("POST /x on prod: status 400, ").hasMessageContaining(reason);
    }

    @Test
    void an_empty_error_says_its_status() {
        assertThat(failure(json(500, " \r\n"), true, null)).hasMessage("POST /x on prod: status 500");
    }

    @Test
    void a_web_page_is_never_a_success() {
        for (Answer page : new Answer[] {
            answer(200, "text/html; charset=utf-8", "whatever"),
            answer(200, "", "\n <!DOCTYPE HTML><html></html>"),
            answer(200, "application/json", "<html><body>login</body></html>"),
            answer(201, "application/xhtml+xml", "<x/>")
        }) {
            CallException e = failure(page, true, null);

            assertThat(e.failure()).isEqualTo(Failure.UNAVAILABLE);
            assertThat(e.code()).isEqualTo("rest/wrong-url");
            assertThat(e.maybeApplied()).isTrue();
            assertThat(e).hasMessageContaining("web page").hasMessageContaining("URL");
        }
    }

    @Test
    void a_web_page_with_an_error_is_not_quoted() {
        assertThat(failure(answer(502, "text/html", "<html>junk</html>"), true, null))
                .hasMessageContaining("a web page instead of JSON")
                .hasMessageNotContaining("junk");
    }

    @Test
    void a_redirect_names_its_goal_without_query_and_fragment() {
        Answer answer = new Answer(303, "", null, "https://sso.example/login?token=abc#access=def", new byte[0]);

        assertThat(failure(answer, true, null))
                .hasMessageContaining("https://sso.example/login.")
                .hasMessageNotContaining("abc")
                .hasMessageNotContaining("def");
        assertThat(failure(new Answer(301, "", null, null, new byte[0]), true, null))
                .hasMessageContaining("nowhere");
    }

    @Test
    void a_redirect_to_a_place_without_end_is_told_in_at_most_512_characters() {
        CallException e =
                failure(new Answer(302, "", null, "https://sso.example/" + "a".repeat(2000), new byte[0]), true, null);

        assertThat(e.reason())
                .hasSizeLessThanOrEqualTo(512)
                .contains("https://sso.example/aaa")
                .contains("URL or the path");
    }

    @Test
    void a_number_with_an_exponent_beyond_all_bounds_is_no_json() {
        CallException e = failure(json(201, "{\"id\":1e9999999992}"), true, null);

        assertThat(e.code()).isEqualTo("rest/not-json");
        assertThat(e.maybeApplied()).isTrue();
        assertThat(failure(json(500, "{\"id\":1e9999999992}"), true, null).code())
                .isEqualTo("rest/server-error");
    }

    @Test
    void bytes_that_are_no_text_are_no_json() {
        Answer answer = new Answer(201, "application/json", null, null, new byte[] {0, 0, 0, 0, '{', '}', 'x'});

        assertThat(failure(answer, true, null).code()).isEqualTo("rest/not-json");
    }

    @Test
    void an_empty_success_is_json_null() {
        assertThat(good("").isNull()).isTrue();
        assertThat(good(" \r\n\t").isNull()).isTrue();
        assertThat(good("null").isNull()).isTrue();
    }

    @Test
    void a_body_of_letters_beyond_ascii_is_not_empty() {
        assertThat(failure(answer(200, "text/plain", "日本"), true, null).code()).isEqualTo("rest/not-json");
    }

    @Test
    void json_counts_whatever_its_content_type_says() {
        assertThat(classifier.json("GET /x", false, Expected.PLAIN, answer(200, "text/plain", "{\"a\":1}")))
                .hasToString("{\"a\":1}");
    }

    @Test
    void a_success_that_is_no_json_may_have_been_applied() {
        CallException e = failure(answer(200, "application/json", "{\"id\":"), true, null);

        assertThat(e.failure()).isEqualTo(Failure.RETRY);
        assertThat(e.maybeApplied()).isTrue();
        assertThat(e.isSafeToRepeat()).isFalse();
    }

    @Test
    void secrets_that_the_system_repeats_are_taken_out() {
        for (String body : new String[] {
            "{\"error\":\"bad key " + SECRET + "\"}", SECRET, "{\"x\":\"" + SECRET + "\"}", "{\"x\": " + SECRET + "}"
        }) {
            for (int status : new int[] {200, 401, 400, 500}) {
                Answer answer = json(status, body);
                if (status == 200 && body.endsWith("\"}")) {
                    continue;
                }
                CallException e = failure(answer, true, null);
                assertThat(e.getMessage() + e.reason()).doesNotContain("hunter2");
            }
        }
    }

    @Test
    void a_secret_across_the_limit_of_a_reason_is_taken_out_before_cutting() {
        String body = "{\"error\":\"" + "x".repeat(490) + SECRET + "\"}";

        assertThat(failure(json(400, body), true, null)).hasMessageNotContaining("hunter");
    }

    @Test
    void a_reason_has_one_line_and_at_most_512_characters() {
        String long_ = "a\\r\\nX-Injected: 1\\u0000\\u001b[31m" + "y".repeat(5000);

        for (Answer answer : new Answer[] {
            json(400, "{\"error\":\"" + long_ + "\"}"), json(200, "z".repeat(100_000)), json(500, "z".repeat(100_000))
        }) {
            String reason = failure(answer, true, null).reason();
            assertThat(reason).hasSizeLessThanOrEqualTo(512).doesNotContainPattern("\\p{Cntrl}");
        }
    }

    @Test
    void the_wait_that_the_system_asks_for_is_kept_whatever_the_status() {
        for (int status : new int[] {401, 429, 500, 503}) {
            Answer answer = new Answer(status, "", "Mon, 05 Jan 2026 10:00:30 GMT", null, new byte[0]);

            assertThat(failure(answer, true, null).retryAfter()).contains(Duration.ofSeconds(30));
        }
    }

    private JsonNode good(String body) {
        return classifier.json("GET /x", false, Expected.PLAIN, json(200, body));
    }

    private CallException failure(Answer answer, boolean writes, Pattern conflict) {
        return catchThrowableOfType(
                CallException.class,
                () -> classifier.json("POST /x on prod", writes, Expected.of(conflict, null), answer));
    }

    private static Answer json(int status, String body) {
        return answer(status, "application/json", body);
    }

    private static Answer answer(int status, String type, String body) {
        return new Answer(status, type, null, null, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_error_inside_a_good_answer_is_a_failure_where_the_system_does_so() {
        Expected expected = Expected.of(null, "error");

        assertThat(classifier
                        .json("GET /x", true, expected, json(200, "{\"error\":\"\",\"a\":1}"))
                        .path("a")
                        .asInt())
                .isEqualTo(1);
        CallException failure = catchThrowableOfType(
                CallException.class,
                () -> classifier.json("POST /x", true, expected, json(200, "{\"error\":\"no such type\"}")));
        assertThat(failure.code()).isEqualTo("rest/error-inside");
        assertThat(failure.failure()).isEqualTo(Failure.RETRY);
        assertThat(failure.reason()).contains("no such type");
        assertThat(failure.maybeApplied()).isTrue();
    }

    @Test
    void rows_that_were_refused_together_are_told_of_with_each_reason_once() {
        String row = "{\"failed\":true,\"message\":\"%s\"}";
        String rows =
                "[" + String.join(",", row.formatted("no name"), row.formatted("no label"), row.formatted("no name"))
                        + ",7]";

        assertThat(failure(json(400, rows), true, null).reason()).isEqualTo("status 400, no name; no label");
    }

    @Test
    void a_text_can_mean_that_there_is_none_at_any_status_but_not_in_a_good_answer() {
        Expected expected = new Expected(
                null, Set.of(), null, null, "failed=true", null, Set.of(), Pattern.compile("no results"), false);
        String failed = "{\"failed\":true,\"message\":\"That page has no results\"}";
        String good = "{\"failed\":false,\"message\":\"no results\"}";

        assertThat(classifier.json("GET /x", false, expected, json(404, failed)).isNull())
                .isTrue();
        assertThat(classifier.json("GET /x", false, expected, json(200, failed)).isNull())
                .isTrue();
        assertThat(classifier.json("GET /x", false, expected, json(200, good)).isObject())
                .isTrue();
    }
}
