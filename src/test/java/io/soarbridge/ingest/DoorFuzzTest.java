package io.soarbridge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.config.SourceSettings;
import io.soarbridge.config.SourceSettings.Auth;
import io.soarbridge.mapping.Fixtures;
import io.soarbridge.mapping.MappingException;
import io.soarbridge.outbox.NewEvent;
import io.soarbridge.testkit.Bed;
import io.soarbridge.testkit.Mutations;
import io.vertx.core.MultiMap;
import java.time.InstantSource;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every byte that a sender can write: no parser of the front door ends in any other way than by its own refusal. */
class DoorFuzzTest {
    private static final EventSplitter SPLITTER = new EventSplitter(64, 50);
    private static final List<EventFactory> FACTORIES = List.of(
            new EventFactory("siem", "elastic", Fixtures.MAPPINGS),
            new EventFactory("siem", "ocsf", Fixtures.MAPPINGS),
            new EventFactory("siem", "case", Fixtures.MAPPINGS));

    @Property
    void a_body_is_split_or_refused(@ForAll("bodies") byte[] body, @ForAll boolean lines) {
        List<EventSplitter.Item> items;
        try {
            items = SPLITTER.split(body, lines);
        } catch (Problem e) {
            assertThat(e.status()).isIn(400, 413);
            assertThat(e.json().toString()).hasSizeLessThan(2000);
            return;
        }
        assertThat(items).isNotEmpty().hasSizeLessThanOrEqualTo(50);
        for (EventSplitter.Item item : items) {
            assertThat(item.json() == null).isEqualTo(item.problem() != null);
            if (item.json() != null) {
                identified(item);
            }
        }
    }

    private static void identified(EventSplitter.Item item) {
        for (EventFactory factory : FACTORIES) {
            NewEvent event;
            try {
                event = factory.event(item.bytes(), item.json(), null, List.of("target"));
            } catch (MappingException e) {
                assertThat(e.reason()).doesNotContain("routes/mappings").hasSizeLessThan(2000);
                continue;
            }
            assertThat(event.targets().get(0).orderKey()).startsWith("siem:").hasSizeLessThanOrEqualTo(5 + 512);
            assertThat(event.targets().get(0).dedupKey()).hasSizeLessThanOrEqualTo(6 + 2 * 512);
        }
    }

    @Property
    void the_bytes_of_an_event_are_that_event(@ForAll("bodies") byte[] body) throws Exception {
        try {
            for (EventSplitter.Item item : SPLITTER.split(body, false)) {
                if (item.json() != null) {
                    JsonNode again = io.soarbridge.support.Json.read(item.bytes());
                    assertThat(again).isEqualTo(item.json());
                }
            }
        } catch (Problem e) {
            assertThat(e.status()).isIn(400, 413);
        }
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        return Mutations.of(
                Bed.alert("a-1", "Häßlich \\u00e9 \ud83d\ude00"),
                "[" + Bed.alert("a-1", "One") + " ,\n" + Bed.alert("a-2", "Two", "closed") + "]",
                Bed.alert("a-1", "One") + "\r\n\n" + Bed.alert("a-2", "Two") + "\n",
                "\uFEFF[{\"id\":1},{\"id\":-1.5e3,\"x\":[true,false,null,\"\\ud83d\\ude00\"]}]",
                """
                {"class_uid":2004,"class_name":"Detection Finding","activity_id":1,"time":1767261600000,"severity_id":4,\
                "finding_info":{"uid":"f-1","title":"T","created_time":1767261600000},"metadata":{"version":"1.5.0"}}""",
                """
                {"uid":"c-1","source":{"name":"siem","id":"1"},"title":"T","severity":{"id":4},"status":{"id":1},\
                "createdAt":"2026-01-01T10:00:00Z"}""");
    }

    @Property
    void a_sender_is_let_in_or_refused(
            @ForAll("headers") String first, @ForAll("headers") String second, @ForAll Auth auth) {
        Sender sender = new Sender(source(auth), InstantSource.system());
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Authorization", first)
                .add("X-Signature", first)
                .add("X-Time", second);
        try {
            sender.verifyHeaders(headers);
            sender.verifyBody(headers, new byte[] {'{', '}'});
        } catch (Problem e) {
            assertThat(e.status()).isIn(401, 403);
            assertThat(e.getMessage()).doesNotContain("t0ken-t0ken", "s3cret-s3cret", "passw0rd");
            return;
        }
        assertThat(auth == Auth.NONE
                        || first.strip().endsWith("t0ken-t0ken")
                        || first.strip().endsWith("YWRhOnBhc3N3MHJk"))
                .as("let in with %s", first)
                .isTrue();
    }

    @Property
    void a_trace_is_read_or_ignored(@ForAll("headers") String header) {
        String id = TraceParent.traceId(header);

        assertThat(id == null || id.matches("[0-9a-f]{32}")).isTrue();
    }

    @Provide
    Arbitrary<String> headers() {
        return Mutations.text(
                "Bearer t0ken-t0ken",
                "Basic YWRhOnBhc3N3MHJk",
                "sha256=5e8d4b5e1f6a6a1c9e7e1d3a4f6c8b2a0d9e7c5b3a1f2e4d6c8b0a9f7e5d3c1b",
                "sha256=Xo1LXh9qahyefh06T2yLKg2efFs6Hy5NbIsKn35dPBs=",
                "1767261600",
                "1767261600000",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    private static SourceSettings source(Auth auth) {
        return new SourceSettings(
                "sensor",
                "plain",
                auth,
                io.soarbridge.config.Secret.of("t0ken-t0ken"),
                io.soarbridge.config.Secret.of("s3cret-s3cret"),
                "X-Signature",
                "sha256=",
                "X-Time",
                java.time.Duration.ofMinutes(5),
                "ada",
                io.soarbridge.config.Secret.of("passw0rd"),
                List.of("target"));
    }
}
