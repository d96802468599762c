package io.soarbridge.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.soarbridge.rest.CallException;
import io.soarbridge.simulator.Fault;
import io.soarbridge.simulator.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation that changes something, cut off after any of its requests was applied, and tried again: one effect. */
class FleetOneEffectTest extends FleetTest {
    @TestFactory
    Stream<DynamicTest> cut_off_after_any_request_and_repeated_it_has_one_effect() {
        return each(
                "one-effect",
                all("case-get", "case-find", "case-changes", "attachment-get", "playbook-status", "request", "check"),
                (bed, operation) -> {
                    List<RecordedRequest> requests = cleanly(bed, operation);
                    Map<String, Integer> wanted = Samples.sizes(bed);

                    for (RecordedRequest request : requests) {
                        bed.simulator().reset();
                        bed.connection().forget();
                        bed.clock().advance(Duration.ofHours(1));
                        Input input = Samples.prepared(bed, operation);
                        bed.simulator()
                                .faults()
                                .add(Fault.of(Fault.Kind.RESET_AFTER)
                                        .on(request.method(), "^" + Pattern.quote(pathOf(request)) + "$"));

                        Exchange first = bed.run(operation, input);
                        bed.clock().advance(Duration.ofHours(1));
                        if (first.getException() != null) {
                            again(bed, operation, input);
                        }

                        assertThat(Samples.sizes(bed))
                                .as("cut off after %s %s", request.method(), request.path())
                                .isEqualTo(wanted);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> a_case_that_arrives_closed_is_one_and_closed_wherever_its_create_is_cut_off() {
        return each("one-closed", List.of("case-create"), (bed, operation) -> {
            Input input = Input.of(Samples.closed(Samples.aCase("g-1")));
            List<RecordedRequest> requests = cleanly(bed, operation, input);
            Map<String, Integer> wanted = Samples.sizes(bed);

            for (RecordedRequest request : requests) {
                for (Fault fault : List.of(Fault.of(Fault.Kind.RESET_AFTER), Fault.status(503), Fault.status(400))) {
                    bed.simulator().reset();
                    bed.connection().forget();
                    bed.clock().advance(Duration.ofHours(1));
                    bed.simulator()
                            .faults()
                            .add(fault.on(request.method(), "^" + Pattern.quote(pathOf(request)) + "$"));

                    Exchange first = bed.run(operation, input);
                    bed.clock().advance(Duration.ofHours(1));
                    if (first.getException() instanceof CallException e && !e.maybeApplied()) {
                        bed.call(operation, input);
                    } else if (first.getException() != null) {
                        again(bed, operation, input);
                    }

                    assertThat(Samples.sizes(bed))
                            .as("%s after %s %s", fault, request.method(), request.path())
                            .isEqualTo(wanted);
                    assertThat(back(bed).at("/status/id").asInt())
                            .as("%s after %s %s", fault, request.method(), request.path())
                            .isEqualTo(5);
                }
            }
        });
    }

    private static JsonNode back(FleetBed bed) {
        JsonNode found = bed.call(
                "case-find", new Input(NullNode.instance, Map.of("externalKey", Samples.KEY, "since", Samples.SINCE)));
        return bed.call(
                "case-get",
                Input.of(NullNode.instance, "remoteId", found.path("remoteId").asText()));
    }

    /** What the operation asks the system for when all is well. */
    private static List<RecordedRequest> cleanly(FleetBed bed, String operation) {
        return cleanly(bed, operation, Samples.prepared(bed, operation));
    }

    private static List<RecordedRequest> cleanly(FleetBed bed, String operation, Input input) {
        bed.connection().forget();
        int before = bed.simulator().requests().size();
        bed.call(operation, input);
        List<RecordedRequest> all = bed.simulator().requests();
        return List.copyOf(all.subList(before, all.size()));
    }

    private static String pathOf(RecordedRequest request) {
        return request.path().split("\\?", 2)[0];
    }

    /** As the bridge does it: a create is looked for first, anything else is just tried again. */
    private static void again(FleetBed bed, String operation, Input input) {
        if (operation.equals("case-create")) {
            JsonNode found = bed.call(
                    "case-find",
                    new Input(NullNode.instance, Map.of("externalKey", Samples.KEY, "since", Samples.SINCE)));
            if (!found.isNull()) {
                if (found.path("open").asBoolean()
                        && ((JsonNode) input.body()).at("/status/id").asInt() == 5) {
                    bed.call(
                            "case-close",
                            Input.of(
                                    input.body(),
                                    "remoteId",
                                    found.path("remoteId").asText()));
                }
                return;
            }
        }
        bed.call(operation, input);
    }
}
