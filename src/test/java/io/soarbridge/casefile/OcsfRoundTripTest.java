package io.soarbridge.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.mapping.Fixtures;
import io.soarbridge.support.Json;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OcsfRoundTripTest {
    @Provide
    Arbitrary<Case> cases() {
        return Cases.any();
    }

    @Property(tries = 300)
    void json_of_a_case_is_valid_and_reads_back_equal(@ForAll("cases") Case any) throws Exception {
        JsonNode json = Json.read(Json.bytes(any.toJson()));

        assertThat(Fixtures.problemsOfCase(json)).isEmpty();
        assertThat(Case.from(json)).isEqualTo(Case.from(any.toJson()));
        assertThat(Json.text(Case.from(json).toJson())).isEqualTo(Json.text(any.toJson()));
    }

    @Property(tries = 300)
    void an_incident_finding_loses_nothing(@ForAll("cases") Case any) throws Exception {
        assertReadsBack(any, "ocsf/case-to-finding");
    }

    @Property(tries = 300)
    void a_detection_finding_loses_nothing(@ForAll("cases") Case any) throws Exception {
        assertReadsBack(any, "ocsf/case-to-detection");
    }

    @Property(tries = 50)
    void a_change_by_a_third_party_wins_over_what_was_kept(@ForAll("cases") Case any) throws Exception {
        ObjectNode event = (ObjectNode) written(any, "ocsf/case-to-finding");
        event.put("severity_id", any.severity().id() == 5 ? 2 : 5);
        event.put("severity", "changed");

        Case read = Case.from(Fixtures.MAPPINGS.get("ocsf/event-to-case").apply(event));

        assertThat(read.severity()).isEqualTo(new Case.Coded(any.severity().id() == 5 ? 2 : 5, "changed"));
        assertThat(read.status()).isEqualTo(any.status());
    }

    private static void assertReadsBack(Case any, String mapping) throws Exception {
        JsonNode read = Fixtures.MAPPINGS.get("ocsf/event-to-case").apply(written(any, mapping));

        assertThat(Json.text(read)).isEqualTo(Json.text(any.toJson()));
        assertThat(Fixtures.problemsOfCase(read)).isEmpty();
    }

    /** Through bytes, as on the wire. */
    private static JsonNode written(Case any, String mapping) throws Exception {
        return Json.read(Json.bytes(Fixtures.MAPPINGS.get(mapping).apply(any.toJson())));
    }
}
