package io.soarbridge.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Await;
import io.soarbridge.testkit.Captured;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a call that an earlier attempt, or another bridge, has begun. */
final class AttemptTest extends StompBed {
    private final CountDownLatch closing = new CountDownLatch(1);
    private Journal other;
    private Attempt attempt;

    @BeforeEach
    void prepare() {
        other = new Journal(store, InstantSource.system());
        attempt = new Attempt(function, new Journal(store, InstantSource.system()), QUICK, closing);
    }

    private static Invocation invocation(String body) {
        Frame message = new Frame(
                "MESSAGE",
                Map.of("reply-to", "q", "correlation-id", "invid:1", "message-id", "1"),
                body.getBytes(StandardCharsets.UTF_8));
        return Invocation.of(message, settings(1, null));
    }

    private Reply make(String body) {
        return attempt.make(invocation(body), progress -> {});
    }

    @Test
    void makes_a_harmless_call_again_that_a_crash_broke_off() {
        other.begin(invocation(get()).key());

        assertThat(make(get()).text()).contains("Completed");
        assertThat(function.calls).hasSize(1);
        assertThat(make(get()).text()).contains("Completed");
        assertThat(function.calls).as("once more from the journal").hasSize(1);
    }

    @Test
    void never_makes_a_harmful_call_again_and_says_so_each_time() {
        other.begin(invocation(post()).key());

        assertThat(make(post()).text()).contains("may have had its effect");
        assertThat(make(post()).text()).contains("may have had its effect");
        assertThat(function.calls).isEmpty();
    }

    @Test
    void takes_a_call_without_a_method_for_harmful() {
        String body = call("{\"rest_api_url\":\"https://a.example\"}");
        other.begin(invocation(body).key());

        assertThat(make(body).text()).contains("may have had its effect");
    }

    @Test
    void takes_the_reply_of_a_bridge_that_is_done_while_it_looks() {
        String key = invocation(post()).key();
        Journal.Entry begun = other.begin(key);
        List<Reply> replies = new ArrayList<>();
        Thread looking = new Thread(() -> replies.add(make(post())));

        looking.start();
        other.done(begun, new Reply("{\"theirs\": true}"));
        Await.until("replied", () -> !looking.isAlive());

        assertThat(replies).containsExactly(new Reply("{\"theirs\": true}"));
        assertThat(function.calls).isEmpty();
    }

    @Test
    void says_what_the_platform_was_told_when_its_own_note_comes_too_late() {
        String key = invocation(post()).key();
        function.answers(inputs -> {
            Journal.Entry ours = other.begin(key);
            other.done(ours, Reply.interrupted());
            return Recorder.success(inputs);
        });

        assertThat(make(post())).isEqualTo(Reply.interrupted());
    }

    @Test
    void keeps_the_longest_reply_that_fits_and_of_a_longer_one_what_became_of_it() {
        function.answers(inputs -> of(60_000));
        assertThat(make(post()).text()).hasSizeGreaterThan(60_000);
        assertThat(make(post()).text()).hasSizeGreaterThan(60_000);
        assertThat(function.calls).hasSize(1);

        String longer = call("{\"rest_api_method\":\"POST\",\"n\":1}");
        function.answers(inputs -> of(70_000));
        assertThat(make(longer).text()).hasSizeGreaterThan(70_000);
        assertThat(make(longer).text()).contains("succeeded, with status 201, but its answer was too long");
        assertThat(function.calls).hasSize(2);
    }

    @Test
    void makes_a_harmless_call_again_whose_reply_was_too_long_to_be_kept() {
        function.answers(inputs -> of(70_000));

        assertThat(make(get()).text()).hasSizeGreaterThan(70_000);
        assertThat(make(get()).text()).hasSizeGreaterThan(70_000);
        assertThat(function.calls).hasSize(2);
    }

    private static ObjectNode of(int length) {
        ObjectNode payload = Json.mapper().createObjectNode().put("success", true);
        payload.putObject("content").put("status_code", 201).put("text", "x".repeat(length));
        return payload;
    }

    @Test
    void answers_when_the_function_itself_breaks_and_shows_nothing_of_it() {
        function.answers(inputs -> {
            throw new IllegalStateException(Recorder.SECRET);
        });

        try (Captured log = new Captured()) {
            assertThat(make(post()).text()).contains("a fault of the bridge").doesNotContain(Recorder.SECRET);
            assertThat(log.lines()).noneMatch(line -> line.contains(Recorder.SECRET));
        }
        assertThat(attempt.failedCount()).isEqualTo(1);
    }

    @Test
    void calls_nobody_while_the_ledger_takes_no_note() {
        store.close();
        closing.countDown();

        assertThat(make(post())).isNull();
        assertThat(function.calls).isEmpty();
    }

    @Test
    void knows_a_call_by_all_that_it_says() {
        Frame one = new Frame("MESSAGE", Map.of("correlation-id", "1"), new byte[] {1});
        assertThat(invocation(get()).key())
                .startsWith("~stomp/201/")
                .isEqualTo(invocation(get()).key())
                .isNotEqualTo(invocation(post()).key());
        assertThat(Invocation.of(one, settings(1, null))).isNull();
    }
}
