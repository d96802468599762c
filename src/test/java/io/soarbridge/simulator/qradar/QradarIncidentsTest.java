package io.soarbridge.simulator.qradar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.testkit.WireClient;
import org.junit.jupiter.api.Test;

/** Incidents in the wire form of IBM's client, of its integration library, of an XSOAR integration and of Kibana's connector. */
class QradarIncidentsTest {
    private static final String CLOSE =
            "{'changes':[{'field':'plan_status','old_value':{'text':'A'},'new_value':{'text':'C'}}%s]}";

    @Test
    void a_name_and_a_date_make_an_incident_and_less_does_not() {
        try (QradarLab lab = new QradarLab()) {
            JsonNode made = lab.send("POST", "/incidents", QradarLab.MINIMAL).json();
            WireClient.Answer less = lab.send("POST", "/incidents", "{'name':'x'}");

            assertThat(made.path("vers").asInt()).isEqualTo(1);
            assertThat(made.path("plan_status").asText()).isEqualTo("A");
            assertThat(made.path("properties").has("soarbridge_key")).isTrue();
            assertThat(less.status()).isEqualTo(400);
            assertThat(less.json().path("message").asText()).isEqualTo("Field discovered date is required.");
            assertThat(less.json().at("/hints/0").asText()).isEqualTo("field_defs");
        }
    }

    @Test
    void kibanas_form_of_a_create_is_taken_and_texts_come_as_objects() {
        try (QradarLab lab = new QradarLab()) {
            JsonNode made = lab.send("POST", "/incidents?text_content_output_format=objects_convert", """
                            {'name':'n','discovered_date':1700000000000,'description':{'format':'html','content':'<b>d</b>'},
                             'incident_type_ids':[{'id':19}],'severity_code':{'id':6}}""")
                    .json();

            assertThat(made.at("/description/content").asText()).isEqualTo("<b>d</b>");
            assertThat(made.path("severity_code").asInt()).isEqualTo(6);
            assertThat(lab.get("/types/incident/fields/severity_code").path("values"))
                    .hasSize(3);
            JsonNode patched = lab.send(
                            "PATCH",
                            "/incidents/" + made.path("id").asText(),
                            "{'changes':[{'field':{'name':'name'},'old_value':{'text':'n'},'new_value':{'text':'m'}},"
                                    + "{'field':{'name':'severity_code'},'old_value':{'id':6},'new_value':{'id':5}}]}")
                    .json();
            assertThat(patched.path("success").asBoolean()).isTrue();
            assertThat(patched.path("message").isTextual()).isTrue();
        }
    }

    @Test
    void names_numbers_and_objects_by_parameter_and_by_header() {
        try (QradarLab lab = new QradarLab()) {
            String path = lab.made();
            lab.send(
                    "PATCH",
                    path,
                    "{'changes':[{'field':'severity_code','old_value':{'object':null},'new_value':{'object':'High'}}]}",
                    "handle_format",
                    "names");

            assertThat(lab.get(path).path("severity_code").asInt()).isEqualTo(6);
            assertThat(lab.get(path, "handle_format", "names")
                            .path("severity_code")
                            .asText())
                    .isEqualTo("High");
            assertThat(lab.get(path + "?handle_format=objects")
                            .at("/severity_code/name")
                            .asText())
                    .isEqualTo("High");
            assertThat(lab.get(path + "?handle_format=names")
                            .path("plan_status")
                            .asText())
                    .isEqualTo("A");
        }
    }

    @Test
    void get_and_put_needs_the_version_that_was_read() {
        try (QradarLab lab = new QradarLab()) {
            String path = lab.made();
            ObjectNode read = (ObjectNode) lab.get(path);
            read.put("name", "changed");

            WireClient.Answer first = lab.client.call("PUT", QradarLab.ORG + path, "application/json", read.toString());
            WireClient.Answer stale = lab.client.call("PUT", QradarLab.ORG + path, "application/json", read.toString());

            assertThat(first.json().path("name").asText()).isEqualTo("changed");
            assertThat(first.json().path("vers").asInt()).isEqualTo(2);
            assertThat(stale.status()).isEqualTo(409);
        }
    }

    @Test
    void a_patch_with_the_present_version_does_not_look_at_old_values() {
        try (QradarLab lab = new QradarLab()) {
            String path = lab.made();

            JsonNode status = lab.send("PATCH", path, patch("'version':1,", "wrong", "New"))
                    .json();

            assertThat(status.path("success").asBoolean()).isTrue();
            assertThat(lab.get(path).path("name").asText()).isEqualTo("New");
        }
    }

    @Test
    void a_patch_with_wrong_old_values_changes_nothing_and_says_what_is_there() {
        try (QradarLab lab = new QradarLab()) {
            String path = lab.made();

            WireClient.Answer refused = lab.send("PATCH", path, patch("'version':77,", "wrong", "New"));
            WireClient.Answer taken = lab.send("PATCH", path, patch("", "Beacon", "New"));

            assertThat(refused.status()).isEqualTo(200);
            assertThat(refused.json().path("success").asBoolean(true)).isFalse();
            assertThat(refused.json().path("message").asText())
                    .contains("could not be applied due to a conflicting edit by another user.  "
                            + "The following field(s) were in conflict:  name.");
            JsonNode failure = refused.json().at("/field_failures/0");
            assertThat(failure.path("field").asText()).isEqualTo("name");
            assertThat(failure.path("your_original_value").asText()).isEqualTo("wrong");
            assertThat(failure.path("actual_current_value").asText()).isEqualTo("Beacon");
            assertThat(taken.json().path("success").asBoolean()).isTrue();
        }
    }

    @Test
    void custom_fields_are_patched_with_and_without_their_prefix() {
        try (QradarLab lab = new QradarLab()) {
            String path = lab.made();
            lab.send(
                    "PATCH",
                    path,
                    "{'changes':[{'field':'properties.soarbridge_key','old_value':{'object':null},'new_value':{'object':'k1'}}]}");
            lab.send(
                    "PATCH",
                    path,
                    "{'changes':[{'field':{'name':'soarbridge_key'},'old_value':{'text':'k1'},'new_value':{'text':'k2'}}]}");

            assertThat(lab.get(path).at("/properties/soarbridge_key").asText()).isEqualTo("k2");
        }
    }

    @Test
    void a_multiselect_needs_a_list() {
        try (QradarLab lab = new QradarLab()) {
            WireClient.Answer answer = lab.send(
                    "PATCH",
                    lab.made(),
                    "{'changes':[{'field':'incident_type_ids','old_value':{'ids':[]},'new_value':{'object':'Malware'}}]}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("message").asText()).isEqualTo("Bad Request");
        }
    }

    @Test
    void closing_needs_the_fields_that_the_organization_requires() {
        try (QradarLab lab = new QradarLab("close-fields=root_cause")) {
            String path = lab.made();
            String resolution =
                    ",{'field':{'name':'resolution_id'},'old_value':{'id':null},'new_value':{'id':10}},{'field':{'name':'resolution_summary'},"
                            + "'old_value':{'textarea':null},'new_value':{'textarea':{'format':'text','content':'done'}}}";
            String cause = ",{'field':{'name':'root_cause'},'old_value':{'text':null},'new_value':{'text':'c'}}";

            assertThat(lab.send("PATCH", path, CLOSE.formatted("")).status()).isEqualTo(400);
            assertThat(lab.send("PATCH", path, CLOSE.formatted(resolution)).status())
                    .isEqualTo(400);
            assertThat(lab.send("PATCH", path, CLOSE.formatted(resolution + cause))
                            .json()
                            .path("success")
                            .asBoolean())
                    .isTrue();

            assertThat(lab.get(path).path("plan_status").asText()).isEqualTo("C");
            assertThat(lab.get(path).path("end_date").isNumber()).isTrue();
            assertThat(lab.get("/types/incident/fields").findValuesAsText("required"))
                    .contains("close");
            assertThat(lab.get("/incidents/open")).isEmpty();
        }
    }

    @Test
    void the_first_patches_can_clash_in_the_database() {
        try (QradarLab lab = new QradarLab("patch-clashes=2")) {
            String path = lab.made();

            assertThat(lab.send("PATCH", path, patch("", "Beacon", "New")).status())
                    .isEqualTo(409);
            assertThat(lab.send("PATCH", path, patch("", "Beacon", "New")).status())
                    .isEqualTo(409);
            assertThat(lab.send("PATCH", path, patch("", "Beacon", "New")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void several_incidents_are_patched_and_deleted_at_once() {
        try (QradarLab lab = new QradarLab()) {
            String one = lab.made().substring(11);
            String other = lab.made().substring(11);
            JsonNode status = lab.send(
                            "PUT",
                            "/incidents/patch",
                            "{'patches':{'%s':%s,'%s':%s}}"
                                    .formatted(one, patch("", "Beacon", "N"), other, patch("", "wrong", "N")))
                    .json();

            assertThat(status.path("failures").has(other)).isTrue();
            assertThat(status.path("failures").has(one)).isFalse();
            lab.send("PUT", "/incidents/delete", "[" + one + "," + other + "]");
            assertThat(lab.running.incidents()).isEmpty();
        }
    }

    private static String patch(String version, String before, String after) {
        return "{%s'changes':[{'field':'name','old_value':{'object':'%s'},'new_value':{'object':'%s'}}]}"
                .formatted(version, before, after);
    }
}
