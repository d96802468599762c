package io.soarbridge.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.testkit.Await;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bytes on the wire, against those of the platform's own client. */
final class StompFramesTest extends StompBed {
    private RawBus bus;

    @BeforeEach
    void openBus() throws Exception {
        bus = new RawBus(certificate.context(certificate).getServerSocketFactory(), RawBus::usual);
        open.add(bus);
    }

    private StompDoor connected() {
        StompDoor door = door(bus.port());
        untilConnected(door);
        return door;
    }

    private List<String> untilAcked(int number) {
        Await.until("acknowledged", () -> bus.frames("ACK").size() == number);
        return bus.frames();
    }

    @Test
    void connects_and_subscribes_as_the_platforms_client_does() {
        connected();

        assertThat(bus.frames())
                .containsExactly(
                        "CONNECT\naccept-version:1.2\nheart-beat:0,15000\nhost:127.0.0.1\nlogin:api-key-id\npasscode:"
                                + Recorder.SECRET + "\n\n",
                        "SUBSCRIBE\nack:client-individual\nactivemq.prefetchSize:2\ndestination:actions.201.fn_rest_api\nid:actions.201.fn_rest_api\n\n");
    }

    @Test
    void answers_a_call_byte_by_byte_and_acknowledges_last() {
        StompDoor door = connected();

        bus.last().write(message("invid\\c390", get()));

        String results = """
                {
                  "message_type": 0,
                  "message": "Completed",
                  "complete": true,
                  "results": {
                    "version": 2.0,
                    "success": true,
                    "reason": null,
                    "content": {
                      "ok": true,
                      "status_code": 200,
                      "text": "Gr\\u00fc\\u00dfe \\ud83d\\ude00",
                      "links": []
                    },
                    "inputs": {
                      "rest_api_method": {
                        "id": 1,
                        "name": "GET"
                      },
                      "rest_api_url": "https://a.example"
                    }
                  }
                }""";
        String head =
                "SEND\ncontent-length:%d\ncorrelation-id:invid\\c390\ndestination:/queue/acks.201.fn_rest_api\n\n%s";
        String progress = "{\"message_type\": 0, \"message\": \"Calling\", \"complete\": false}";
        assertThat(untilAcked(1).subList(2, 5))
                .containsExactly(
                        head.formatted(progress.length(), progress),
                        head.formatted(results.length(), results),
                        "ACK\nid:ack\\cinvid\\c390\n\n");
        assertThat(door.status())
                .extracting(StompStatus::done, StompStatus::failed, StompStatus::unanswerable)
                .containsExactly(1L, 0L, 0L);
    }

    @Test
    void answers_a_failed_call_as_an_error() {
        StompDoor door = connected();
        function.answers(inputs -> Recorder.failure("HTTP 404\r\n\"not found\" \u200Fעברית"));

        bus.last().write(message("invid\\c391", get()));

        String error =
                "{\"message_type\": 1, \"message\": \"ERROR:\\n\\nHTTP 404\\r\\n\\\"not found\\\" \\u200f\\u05e2\\u05d1\\u05e8\\u05d9\\u05ea\", \"complete\": true}";
        assertThat(untilAcked(1).get(3))
                .isEqualTo(
                        "SEND\ncontent-length:%d\ncorrelation-id:invid\\c391\ndestination:/queue/acks.201.fn_rest_api\n\n%s"
                                .formatted(error.length(), error));
        assertThat(door.status().failed()).isEqualTo(1);
    }

    @Test
    void hands_hostile_inputs_on_as_they_are_and_echoes_a_hostile_correlation_id() {
        connected();

        bus.last().write(message("a\\cb\\\\c\\nd\\re", call("""
                {"rest_api_url":"x\\r\\ny","rest_api_body":{"format":"text","content":"\\ud83d\\ude00 \u202e \\" ' {{}} \\u0000"},"n":1e3,"z":null}""")));

        assertThat(untilAcked(1).get(3)).contains("\ncorrelation-id:a\\cb\\\\c\\nd\\re\n");
        assertThat(function.calls.get(0).toString())
                .isEqualTo(
                        "{\"rest_api_url\":\"x\\r\\ny\",\"rest_api_body\":{\"format\":\"text\",\"content\":\"😀 \u202e \\\" ' {{}} \\u0000\"},\"n\":1E+3,\"z\":null}");
        assertThat(bus.frames("ACK")).containsExactly("ACK\nid:ack\\ca\\cb\\\\c\\nd\\re\n\n");
    }

    @Test
    void answers_what_is_no_call_with_an_error_and_never_calls() {
        connected();

        bus.last().write(message("1", "no JSON {{{"));
        bus.last().write(message("2", "[]"));
        bus.last().write(message("3", get().replace("\"rest_api\"", "\"other\"")));
        bus.last().write(message("4", "{\"function\":{\"name\":\"rest_api\"},\"inputs\":[]}"));
        bus.last().write(message("5", "[".repeat(100_000)));

        untilAcked(5);
        List<String> errors = bus.frames("SEND");
        assertThat(errors)
                .hasSize(5)
                .allMatch(error -> error.contains("{\"message_type\": 1, \"message\": \"ERROR:\\n\\n"));
        assertThat(errors.get(2)).contains("serves the function rest_api, not other");
        assertThat(function.calls).isEmpty();
    }

    @Test
    void acknowledges_what_nobody_can_be_answered_and_goes_on() {
        StompDoor door = connected();

        bus.last().write("MESSAGE\nack:1\nmessage-id:1\ncorrelation-id:1\n\n" + get());
        bus.last().write("MESSAGE\nack:2\nmessage-id:2\nreply-to:q\n\n" + get());
        bus.last().write("MESSAGE\nack:3\nreply-to:q\ncorrelation-id:3\n\n" + get());
        bus.last().write("MESSAGE\n\n");
        bus.last().write(message("5", get()));

        untilAcked(4);
        assertThat(bus.frames("ACK"))
                .containsExactly("ACK\nid:1\n\n", "ACK\nid:2\n\n", "ACK\nid:3\n\n", "ACK\nid:ack\\c5\n\n");
        assertThat(function.calls).hasSize(1);
        assertThat(door.status().unanswerable()).isEqualTo(4);
    }

    @Test
    void answers_a_message_that_comes_twice_at_a_time_once_and_acknowledges_both() {
        connected();
        function.hold();

        bus.last().write(message("1", post()));
        bus.last().write(message("1", post()).replace("ack:ack\\c1", "ack:again"));
        bus.last().write(message("2", "no call")); // answered by the thread that has read the two before
        untilAcked(1);
        function.letGo();

        untilAcked(3);
        assertThat(function.calls).hasSize(1);
        assertThat(bus.frames("SEND").stream().filter(frame -> frame.contains("Completed")))
                .hasSize(1);
    }

    @Test
    void never_runs_more_calls_at_a_time_than_there_are_workers_though_the_bus_sends_more() {
        StompDoor door = connected();
        function.hold();
        for (int i = 0; i < 20; i++) {
            bus.last().write(message(Integer.toString(i), get()));
        }
        Await.until("busy", () -> function.calls.size() == 2 && door.status().running() == 2);
        function.letGo();

        untilAcked(20);
        assertThat(function.most.get()).isEqualTo(2);
        assertThat(bus.frames("ACK")).doesNotHaveDuplicates();
    }

    @Test
    void says_goodbye_after_the_last_reply() {
        StompDoor door = connected();
        function.hold();
        bus.last().write(message("1", post()));
        Await.until("called", () -> function.calls.size() == 1);

        Thread closing = new Thread(door::close);
        closing.start();
        function.letGo();
        Await.until("closed", () -> !closing.isAlive());

        assertThat(bus.frames().get(bus.frames().size() - 1)).isEqualTo("DISCONNECT\nreceipt:goodbye\n\n");
        assertThat(bus.frames("ACK")).hasSize(1);
    }
}
