package io.soarbridge.simulator.qradar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What IBM's Python library with its tools, IBM's apps and an XSOAR integration send, beyond the usual. */
class QradarClientsTest {
    @Test
    void instructions_of_a_task_are_an_object_and_by_their_older_name_a_text() {
        try (QradarLab lab = new QradarLab()) {
            String incident = lab.made();
            String body = "{'name':'t','phase_id':{'name':'Respond'},'description':'d','instructions':'<b>do</b>',"
                    + "'owner_id':2,'due_date':1893456000000}";

            JsonNode made = lab.send("POST", incident + "/tasks", body).json();
            JsonNode older = lab.send("POST", incident + "/tasks", "{'name':'u','instr_text':'as text'}")
                    .json();
            JsonNode listed = lab.get(incident + "/tasks?text_content_output_format=objects_convert_text")
                    .get(0);

            assertThat(made.path("instr_text").asText()).isEqualTo("<b>do</b>");
            assertThat(made.at("/instructions/content").asText()).isEqualTo("<b>do</b>");
            assertThat(made.path("cat_name").asText()).isEqualTo("Respond");
            assertThat(made.path("owner_lname").asText()).isEqualTo("Analyst");
            assertThat(made.path("description").asText()).isEqualTo("d");
            assertThat(older.at("/instructions/content").asText()).isEqualTo("as text");
            assertThat(listed.at("/instructions/format").asText()).isEqualTo("text");
            assertThat(lab.send("POST", incident + "/tasks", "{'name':'v','instr_text':{'content':'x'}}")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_task_is_changed_by_its_name_and_what_is_told_beside_it() {
        try (QradarLab lab = new QradarLab()) {
            String incident = lab.made();
            String task = "/tasks/"
                    + lab.send("POST", incident + "/tasks", "{'name':'t','instructions':'i'}")
                            .json()
                            .path("id")
                            .asText();

            int nameless = lab.send("PUT", task, "{'status':'C'}").status();
            lab.send("PUT", task, "{'name':'t','status':'C'}");
            lab.send("PUT", task, "{'name':'t2','phase_id':'Engage'}");
            JsonNode changed = lab.get(task);

            assertThat(nameless).isEqualTo(400);
            assertThat(changed.path("name").asText()).isEqualTo("t2");
            assertThat(changed.path("status").asText()).isEqualTo("C");
            assertThat(changed.path("closed_date").isNumber()).isTrue();
            assertThat(changed.path("phase_id").asInt()).isEqualTo(1000);
            assertThat(changed.at("/instructions/content").asText()).isEqualTo("i");
        }
    }

    @Test
    void tasks_of_the_caller_their_members_and_many_at_once() {
        try (QradarLab lab = new QradarLab()) {
            String incident = lab.made();
            String mine = id(lab, incident, "{'name':'mine','owner_id':1}");
            String other = id(lab, incident, "{'name':'other','owner_id':2}");

            JsonNode open = lab.get("/tasks");
            JsonNode nobody = lab.get("/tasks/" + mine + "/members");
            JsonNode set = lab.send("PUT", "/tasks/" + mine + "/members", "{'members':[2]}")
                    .json();
            JsonNode dropped =
                    lab.send("DELETE", "/tasks/" + mine + "/members", "").json();
            JsonNode status = lab.send("PUT", "/tasks/delete", "['%s',%s]".formatted(mine, other))
                    .json();

            assertThat(open).hasSize(1);
            assertThat(open.at("/0/tasks/0/name").asText()).isEqualTo("mine");
            assertThat(nobody.path("members").isNull()).isTrue();
            assertThat(set.at("/members/0").asInt()).isEqualTo(2);
            assertThat(dropped.path("members").isNull()).isTrue();
            assertThat(status.path("success").asBoolean()).isTrue();
            assertThat(lab.get(incident + "/tasks")).isEmpty();
        }
    }

    private static String id(QradarLab lab, String incident, String task) {
        return lab.send("POST", incident + "/tasks", task).json().path("id").asText();
    }

    @Test
    void cells_of_a_row_go_by_the_number_of_their_column_or_by_its_name() {
        try (QradarLab lab = new QradarLab()) {
            String table = lab.made() + "/table_data/observed_hosts";
            JsonNode made = lab.send("POST", table + "/row_data", "{'cells':{'host':{'value':'ws-17'}}}")
                    .json();

            JsonNode named = lab.get(table + "?handle_format=names").at("/rows/0/cells");
            JsonNode changed = lab.send(
                            "PUT",
                            table + "/row_data/" + made.path("id").asText() + "?handle_format=names",
                            "{'cells':{'2001':{'value':'ws-18'},'seen':{'value':'2'}}}")
                    .json();

            assertThat(made.at("/cells/2001/value").asText()).isEqualTo("ws-17");
            assertThat(made.at("/cells/2002").has("value")).isFalse();
            assertThat(lab.get("/types/observed_hosts/fields/host").path("id").asInt())
                    .isEqualTo(2001);
            assertThat(named.at("/host/value").asText()).isEqualTo("ws-17");
            assertThat(named.at("/seen/row_id").asInt())
                    .isEqualTo(made.path("id").asInt());
            assertThat(changed.at("/cells/host/value").asText()).isEqualTo("ws-18");
            assertThat(changed.at("/cells/seen/value").asText()).isEqualTo("2");
        }
    }

    @Test
    void every_type_has_its_parents_and_its_fields() {
        try (QradarLab lab = new QradarLab()) {
            JsonNode types = lab.get("/types");

            assertThat(types)
                    .allSatisfy(type -> assertThat(type.path("parent_types").isArray()
                                    && type.has("display_name")
                                    && type.has("fields"))
                            .isTrue());
            assertThat(types.at("/note/parent_types")).hasSize(2);
            assertThat(types.at("/artifact/fields/type/values/0/label").asText())
                    .isEqualTo("IP Address");
            assertThat(types.at("/observed_hosts/fields/host/type_id").asInt()).isEqualTo(1001);
            for (String kind : List.of("actioninvocation", "__function")) {
                assertThat(lab.get("/types/" + kind + "/fields").isArray()).isTrue();
            }
        }
    }

    @Test
    void one_of_a_collection_and_a_slash_at_the_end() {
        try (QradarLab lab = new QradarLab()) {
            assertThat(lab.get("/scripts/").path("entities").isArray()).isTrue();
            assertThat(lab.get("/phases/1006").path("name").asText()).isEqualTo("Respond");
            assertThat(lab.get("/phases/Engage").path("id").asInt()).isEqualTo(1000);
            assertThat(lab.get("/functions/fn_any").path("message").asText())
                    .isEqualTo("Unable to find Function with ID fn_any");
        }
    }

    @Test
    void what_happened_to_an_incident() {
        try (QradarLab lab = new QradarLab()) {
            String incident = lab.made();
            lab.send("POST", incident + "/artifacts", "{'type':'URL','value':'http://a'}");

            JsonNode feed = lab.get(incident + "/newsfeed");

            assertThat(feed.findValuesAsText("object_type")).contains("INCIDENT", "ARTIFACT");
            assertThat(feed.at("/0/timestamp").isNumber()).isTrue();
            assertThat(lab.get(incident + "/history")
                            .path("incident_detail_history")
                            .isArray())
                    .isTrue();
            assertThat(lab.get(incident + "/workflow_instances")
                            .path("entities")
                            .isArray())
                    .isTrue();
            assertThat(lab.client.get(QradarLab.ORG + "/incidents/1/newsfeed").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void incidents_relate_by_an_artifact_that_both_have() {
        try (QradarLab lab = new QradarLab()) {
            String first = lab.made();
            String second = lab.made();
            lab.made();
            for (String incident : List.of(first, second)) {
                lab.send("POST", incident + "/artifacts", "{'type':'IP Address','value':'192.0.2.1'}");
            }
            lab.send("POST", first + "/artifacts", "{'type':'String','value':'only here'}");

            JsonNode related =
                    lab.get(first + "/related_ex?want_artifacts=true").path("incidents");

            assertThat(related).hasSize(1);
            assertThat("/incidents/" + related.at("/0/id").asText()).isEqualTo(second);
            assertThat(related.at("/0/artifacts/0/value").asText()).isEqualTo("192.0.2.1");
            assertThat(lab.get(first + "/related_ex").at("/incidents/0/artifacts"))
                    .isEmpty();
        }
    }

    @Test
    void a_search_looks_below_incidents_for_the_types_and_the_incidents_that_it_names() {
        try (QradarLab lab = new QradarLab()) {
            String incident = lab.made();
            lab.send("POST", incident + "/artifacts", "{'type':'URL','value':'http://a.example'}");
            String query = "{\"query\":\"http\\\\:\\\\/\\\\/a.example\",\"org_id\":201,\"types\":[\"%s\"],"
                    + "\"filters\":{\"incident\":[{\"conditions\":[{\"field_name\":\"plan_status\",\"method\":\"equals\",\"value\":\"%s\"}]}]}}";

            JsonNode open = lab.client
                    .post("/rest/search_ex", query.formatted("artifact", "A"))
                    .json();

            assertThat(open.at("/results/0/type_id").asText()).isEqualTo("artifact");
            assertThat("/incidents/" + open.at("/results/0/inc_id").asText()).isEqualTo(incident);
            for (String none : List.of(query.formatted("note", "A"), query.formatted("artifact", "C"))) {
                assertThat(lab.client.post("/rest/search_ex", none).json().path("results"))
                        .isEmpty();
            }
        }
    }

    @Test
    void plain_text_comes_as_html_unless_its_format_is_asked_for() {
        try (QradarLab lab = new QradarLab()) {
            String incident = lab.made();
            lab.send("POST", incident + "/comments", "{'text':{'format':'text','content':'a < b'}}");

            assertThat(lab.get(incident + "/comments").at("/0/text").asText()).isEqualTo("<div>a &lt; b</div>");
            assertThat(lab.get(incident + "/comments?text_content_output_format=objects_convert_text")
                            .at("/0/text/content")
                            .asText())
                    .isEqualTo("a < b");
        }
    }

    @Test
    void a_text_as_it_was_shown_is_no_conflict() {
        try (QradarLab lab = new QradarLab()) {
            String incident = "/incidents/"
                    + lab.send(
                                    "POST",
                                    "/incidents",
                                    "{'name':'x','discovered_date':0,'description':{'format':'text','content':'a < b'}}")
                            .json()
                            .path("id")
                            .asText();
            ObjectNode change = (ObjectNode) lab.get(incident);

            JsonNode status = lab.send(
                            "PATCH",
                            incident,
                            "{'changes':[{'field':'description','old_value':{'object':'%s'},'new_value':{'object':'c'}}]}"
                                    .formatted(change.path("description").asText()),
                            "handle_format",
                            "names")
                    .json();

            assertThat(status.path("success").asBoolean()).isTrue();
            assertThat(lab.get(incident).path("description").asText()).isEqualTo("c");
        }
    }

    @Test
    void attack_vectors_are_eight() {
        try (QradarLab lab = new QradarLab()) {
            String incident = lab.made();
            String patch =
                    "{'changes':[{'field':'nist_attack_vectors','old_value':{'textarea':null},'new_value':{'ids':[3,8]}}]}";

            JsonNode status = lab.send("PATCH", incident, patch).json();

            assertThat(status.path("success").asBoolean()).isTrue();
            assertThat(lab.get(incident + "?handle_format=names")
                            .path("nist_attack_vectors")
                            .toString())
                    .isEqualTo("[\"Web\",\"Other\"]");
        }
    }

    @Test
    void artifacts_of_all_incidents_with_one_value_have_something_in_common() {
        try (QradarLab lab = new QradarLab()) {
            String first = lab.made();
            String second = lab.made();
            lab.send("POST", first + "/artifacts", "{'type':'IP Address','value':'192.0.2.1'}");
            lab.send(
                    "POST",
                    second + "/artifacts",
                    "[{'type':{'name':'IP Address'},'value':'192.0.2.1'},{'type':{'name':'String'},'value':'s'}]");
            String query = "{'start':0,'length':1,'filters':[{'conditions':[{'field_name':'value','method':'contains',"
                    + "'value':'192'}]}]}";

            JsonNode common = lab.send("POST", "/artifacts/query_paged?handle_format=names", query)
                    .json();
            JsonNode counted = lab.send(
                            "POST",
                            second + "/artifacts/query_paged/?include_related_incident_count=true&handle_format=names",
                            query)
                    .json();
            String path = "/artifacts/" + common.at("/data/0/id").asText();

            assertThat(common.path("recordsTotal").asInt()).isEqualTo(1);
            assertThat(common.at("/data/0/type").asText()).isEqualTo("IP Address");
            assertThat(counted.at("/data/0/related_incident_count").asInt()).isEqualTo(1);
            assertThat(counted.at("/data/0/global_artifact/0/id").asText())
                    .isEqualTo(common.at("/data/0/id").asText());
            assertThat(lab.get(path).path("value").asText()).isEqualTo("192.0.2.1");
            assertThat(lab.send("POST", path + "/related_incident_artifacts/query_paged", "{'start':0,'length':100}")
                            .json()
                            .path("data"))
                    .hasSize(2);
            assertThat(lab.send("POST", path + "/related_incidents/query_paged", "{}")
                            .json()
                            .at("/data/1/name")
                            .asText())
                    .isEqualTo("Beacon");
            assertThat(lab.get(second + "/artifacts")).hasSize(2);
        }
    }

    @Test
    void playbooks_are_asked_for_by_query_and_there_are_none() {
        try (QradarLab lab = new QradarLab()) {
            assertThat(lab.get("/playbooks/query_paged").path("message").asText())
                    .isEqualTo("Unable to find Playbook with ID query_paged");
            assertThat(lab.get("/playbooks/utility_functions").path("entities").isArray())
                    .isTrue();
            for (String asked : List.of("", "/execution", "/execution/workspace/1", "/execution/incident/2095")) {
                assertThat(lab.send("POST", "/playbooks" + asked + "/query_paged", "{}")
                                .json()
                                .path("data")
                                .isArray())
                        .isTrue();
            }
        }
    }

    @Test
    void whatever_is_below_an_incident_is_read_and_written_by_its_number() {
        try (QradarLab lab = new QradarLab()) {
            String incident = lab.made();
            String task = "/tasks/" + id(lab, incident, "{'name':'t'}");
            for (String[] one : new String[][] {
                {incident + "/milestones", "{'title':'%s','date':1}", "title"},
                {task + "/comments", "{'text':'%s'}", "text"},
                {incident + "/comments", "{'text':'%s'}", "text"},
                {incident + "/table_data/observed_hosts/row_data", "{'cells':{'host':{'value':'%s'}}}", "cells"},
            }) {
                String path = one[0] + "/"
                        + lab.send("POST", one[0], one[1].formatted("before"))
                                .json()
                                .path("id")
                                .asText();
                lab.send("PUT", path, one[1].formatted("after"));

                assertThat(lab.get(path).path(one[2]).toString()).as(path).contains("after");
                assertThat(lab.send("DELETE", path, "").json().path("success").asBoolean())
                        .isTrue();
                assertThat(lab.client.get(QradarLab.ORG + path).status())
                        .as(path)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void simulations_are_incidents_of_their_own() {
        try (QradarLab lab = new QradarLab()) {
            lab.made();

            assertThat(lab.get("/incidents/simulations?want_closed=True")).isEmpty();
            assertThat(lab.get("/incidents/open")).hasSize(1);
        }
    }
}
