package io.soarbridge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.testkit.Mutations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever a system answers becomes JSON or a failure in words. */
class AnswersFuzzTest {
    private static final String SECRET = "planted-secret-0815";
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Classifier CLASSIFIER =
            new Classifier(Set.of(401), InstantSource.fixed(NOW), text -> text.replace(SECRET, "******"));
    private static final Expected EXPECTED = Expected.of(Pattern.compile("DB Version"), "error");

    @Property
    void an_answer_is_json_or_a_failure_in_words(
            @ForAll @IntRange(min = 100, max = 999) int status,
            @ForAll("headers") String type,
            @ForAll("headers") String header,
            @ForAll("bodies") byte[] body) {
        Answer answer = new Answer(status, type, header, header, body);
        try {
            assertThat(CLASSIFIER.json("POST /incident on target", true, EXPECTED, answer))
                    .isNotNull();
            assertThat(status).isBetween(200, 299);
        } catch (CallException e) {
            assertThat(e.reason()).hasSizeLessThanOrEqualTo(512).doesNotContain(SECRET, "\n", "\r", "\u0000");
            assertThat(e.code()).startsWith("rest/");
            assertThat(e.status()).isEqualTo(status);
            e.retryAfter().ifPresent(wait -> assertThat(wait).isBetween(Duration.ZERO, Duration.ofHours(1)));
        }
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        return Mutations.of(
                "{\"id\":\"1\",\"version\":1e9999999992}",
                "{\"id\":\"bad_request\",\"status\":400,\"title\":\"Bad\",\"detail\":\"" + SECRET
                        + "\",\"error\":\"no (8)\"}",
                "{\"errors\":[{\"message\":\"DB Version 3\"}]}",
                " \r\n<!DOCTYPE html><html><body>Sign in</body></html>",
                "null",
                "");
    }

    @Provide
    Arbitrary<String> headers() {
        return Mutations.text(
                "application/json; charset=utf-8",
                "text/html",
                "120",
                "Mon, 05 Jan 2026 10:00:40 GMT",
                "https://login.example/?token=" + SECRET + "#x",
                "");
    }
}
