package io.soarbridge.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.config.Secret;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation of every system, when all is well. */
class FleetWorksTest extends FleetTest {
    private static final int MANY = 25;

    @TestFactory
    Stream<DynamicTest> works_and_leaves_nothing_on_the_exchange() {
        return each("works", all(), (bed, operation) -> {
            Input input = Samples.prepared(bed, operation);

            Exchange exchange = bed.run(operation, input);

            assertThat(exchange.getException()).isNull();
            nothingLeft(bed, exchange);
            nothingOfTheSenderArrived(bed);
            Results.check(operation, exchange);
        });
    }

    @TestFactory
    Stream<DynamicTest> a_case_comes_back_as_it_went() {
        return each("round-trip", List.of("case-get"), (bed, operation) -> {
            ObjectNode sent = Samples.aCase("g-1");
            JsonNode back = roundTrip(bed, sent);

            same(bed, sent, back);
            Set<String> named = new LinkedHashSet<>();
            bed.member().holds().forEach(path -> named.add(path.split("/", 2)[0]));
            named.addAll(bed.member().losses().keySet());
            assertThat(named).as("holds and losses name every field of a case").containsAll(fields(sent));
        });
    }

    @TestFactory
    Stream<DynamicTest> a_closed_case_comes_back_as_it_was_closed() {
        return each("closed-round-trip", List.of("case-create"), (bed, operation) -> {
            for (int verdict : new int[] {1, 2, 5, 10}) {
                ObjectNode sent = Samples.closed(Samples.aCase("g-" + verdict));
                sent.putObject("verdict").put("id", verdict).put("label", "word " + verdict);
                String atOnce =
                        bed.call("case-create", Input.of(sent)).path("remoteId").asText();
                String later = Samples.created(bed);
                bed.call("case-close", Input.of(sent, "remoteId", later));

                for (String remoteId : List.of(atOnce, later)) {
                    JsonNode back = bed.call("case-get", Input.of(NullNode.instance, "remoteId", remoteId));
                    for (String field : bed.member().closes()) {
                        assertThat(back.at("/" + field)).as(field).isEqualTo(sent.at("/" + field));
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> hostile_texts_come_back_as_they_went() {
        return each("hostile-texts", List.of("case-get"), (bed, operation) -> {
            for (String hostile : Hostile.TEXTS) {
                ObjectNode sent = Samples.aCase("g-" + Math.abs(hostile.hashCode()));
                sent.put("title", hostile);
                sent.putObject("description").put("text", hostile).put("format", "text");
                sent.putArray("labels").add(hostile);
                JsonNode back = roundTrip(bed, sent);

                same(bed, Hostile.asHeld(sent), Hostile.asHeld(back));
            }
            nothingOfTheSenderArrived(bed);
        });
    }

    @TestFactory
    Stream<DynamicTest> a_megabyte_of_text_is_held_or_refused_with_a_reason() {
        return each("megabyte", List.of("case-create"), (bed, operation) -> {
            ObjectNode sent = Samples.aCase("g-1");
            String text = "0123456789abcde\n".repeat(64 * 1024).strip();
            sent.putObject("description").put("text", text).put("format", "text");

            JsonNode made = bed.call("case-create", Input.of(sent));
            JsonNode back = bed.call(
                    "case-get",
                    Input.of(
                            NullNode.instance, "remoteId", made.path("remoteId").asText()));

            boolean same =
                    back.at("/description/text").asText().replace("\r\n", "\n").equals(text);
            assertThat(same).as("a megabyte came back as it went").isTrue();
        });
    }

    @TestFactory
    Stream<DynamicTest> hostile_comments_arrive_once_and_run_nothing() {
        return each("hostile-comments", List.of("comment-add"), (bed, operation) -> {
            String remoteId = Samples.created(bed);
            int number = 0;
            for (String hostile : Hostile.TEXTS) {
                ObjectNode comment = Samples.comment().deepCopy();
                comment.put("uid", "elastic:c-" + number++).put("text", hostile);
                Input input = Input.of(comment, "remoteId", remoteId);

                String first = bed.call(operation, input).path("remoteId").asText();
                Map<String, Integer> once = Samples.sizes(bed);
                String second = bed.call(operation, input).path("remoteId").asText();

                assertThat(second).as(hostile).isEqualTo(first);
                assertThat(Samples.sizes(bed)).as(hostile).isEqualTo(once);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> html_of_a_case_is_safe_there_and_back() {
        return each("html", List.of("case-get"), (bed, operation) -> {
            ObjectNode sent = Samples.aCase("g-1");
            sent.putObject("description").put("text", Hostile.HTML).put("format", "html");

            JsonNode back = roundTrip(bed, sent);

            safe(bed, back.at("/description/text").asText());
        });
    }

    @TestFactory
    Stream<DynamicTest> html_of_a_comment_is_safe_there() {
        return each("html-comment", List.of("comment-add"), (bed, operation) -> {
            ObjectNode comment = Samples.comment().deepCopy();
            comment.put("text", Hostile.HTML).put("format", "html");

            bed.call(operation, Input.of(comment, "remoteId", Samples.created(bed)));

            safe(bed, "evidence");
        });
    }

    /** What a person reads is there, what a browser would run is not. */
    private static void safe(FleetBed bed, String back) {
        String held = bed.simulator().state().toString();
        assertThat(held)
                .contains("evidence")
                .doesNotContainIgnoringCase("<script")
                .doesNotContain("onerror=")
                .doesNotContain("javascript:");
        assertThat(back)
                .contains("evidence")
                .doesNotContainIgnoringCase("<script")
                .doesNotContain("onerror=");
    }

    @TestFactory
    Stream<DynamicTest> nothing_found_is_no_error() {
        return each("nothing-found", List.of("case-find", "case-changes", "request"), (bed, operation) -> {
            switch (operation) {
                case "case-find" -> {
                    Samples.created(bed);
                    for (String key : List.of("elastic:none", "x\" or name:\"*", "elastic:g", "*", "' OR 1=1 --")) {
                        JsonNode found = bed.call(
                                operation,
                                new Input(NullNode.instance, Map.of("externalKey", key, "since", Samples.SINCE)));
                        assertThat(found.isNull()).as(key).isTrue();
                    }
                }
                case "case-changes" -> {
                    JsonNode none = bed.call(operation, Input.of(Samples.changes(null, 10)));
                    assertThat(none.path("cases").isEmpty()).isTrue();
                    assertThat(none.path("more").asBoolean(true)).isFalse();
                }
                default -> {
                    JsonNode rows =
                            bed.call(operation, Input.of(bed.member().inputs().get("request-empty")));
                    assertThat(rows.isArray() && rows.isEmpty()).as("%s", rows).isTrue();
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> three_pages_come_whole_and_in_order() {
        return each("three-pages", List.of("case-changes", "request"), (bed, operation) -> {
            Set<String> made = new LinkedHashSet<>();
            for (int i = 0; i < MANY; i++) {
                made.add(bed.call("case-create", Input.of(Samples.aCase("g-" + i)))
                        .path("remoteId")
                        .asText());
            }
            if (operation.equals("request")) {
                JsonNode rows =
                        bed.call(operation, Input.of(bed.member().inputs().get("request-pages")));
                assertThat(rows).hasSize(MANY);
                return;
            }
            assertThat(changes(bed)).containsExactlyElementsOf(made);
        });
    }

    /** The remote ids of all changes, as a source would ask for them. */
    private static List<String> changes(FleetBed bed) {
        List<String> seen = new ArrayList<>();
        String since = null;
        JsonNode page;
        int asked = 0;
        do {
            page = bed.call("case-changes", Input.of(Samples.changes(since, 10)));
            page.path("cases").forEach(one -> seen.add(one.at("/source/id").asText()));
            since = page.path("watermark").asText();
            asked++;
        } while (page.path("more").asBoolean() && asked < 20);
        assertThat(asked).as("pages of 10").isGreaterThanOrEqualTo(3);
        JsonNode after = bed.call("case-changes", Input.of(Samples.changes(since, 10)));
        assertThat(after.path("cases")).as("nothing is told twice").isEmpty();
        return seen;
    }

    private static JsonNode roundTrip(FleetBed bed, ObjectNode sent) {
        String remoteId =
                bed.call("case-create", Input.of(sent)).path("remoteId").asText();
        return bed.call("case-get", Input.of(NullNode.instance, "remoteId", remoteId));
    }

    private static void same(FleetBed bed, JsonNode sent, JsonNode back) {
        for (String field : bed.member().holds()) {
            assertThat(back.at("/" + field)).as(field).isEqualTo(sent.at("/" + field));
        }
    }

    private static List<String> fields(ObjectNode one) {
        List<String> names = new ArrayList<>();
        one.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void nothingLeft(FleetBed bed, Exchange exchange) {
        assertThat(exchange.getMessage().getHeaders()).isEqualTo(FleetBed.HOSTILE);
        String left = exchange.getAllProperties() + " " + exchange.getVariables();
        for (Secret secret : bed.connection().settings().credentials().values()) {
            if (secret.reveal().length() >= 6) {
                assertThat(left).doesNotContain(secret.reveal());
            }
        }
    }

    private static void nothingOfTheSenderArrived(FleetBed bed) {
        String host = bed.simulator().url().getAuthority();
        assertThat(bed.simulator().requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.header("Authorization")).isNotEqualTo("Bearer of-the-sender");
            assertThat(request.header("Cookie")).isNotEqualTo("sender=1");
            assertThat(request.header("Host")).isEqualTo(host);
            assertThat(request.header("X-From-Sender")).isNull();
            assertThat(request.path()).doesNotContain("elsewhere").doesNotContain("admin=true");
        });
    }
}
