package io.soarbridge.simulator.qradar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.testkit.WireClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What belongs to an incident, in the wire form of the clients that write it. */
class QradarChildrenTest {
    @Test
    void artifacts_are_a_list_and_several_values_become_several() {
        try (QradarLab lab = new QradarLab()) {
            String path = lab.made() + "/artifacts";

            JsonNode one = lab.send(
                            "POST",
                            path,
                            "{'type':'IP Address','value':'198.51.100.7','description':{'format':'text','content':'d'}}")
                    .json();
            JsonNode two = lab.send("POST", path, "{'type':{'name':'DNS Name'},'value':'a.example, b.example'}")
                    .json();

            assertThat(one).hasSize(1);
            assertThat(two).hasSize(2);
            JsonNode listed = lab.get(path, "handle_format", "names");
            assertThat(listed).hasSize(3);
            assertThat(listed.at("/0/type").asText()).isEqualTo("IP Address");
            assertThat(listed.at("/0").has("creator")).isFalse();
            assertThat(lab.get("/artifact_types/" + lab.get(path).at("/0/type").asInt())
                            .path("name")
                            .asText())
                    .isEqualTo("IP Address");
            assertThat(lab.send("POST", path + "/query_paged", "{'filters':[]}")
                            .json()
                            .path("recordsTotal")
                            .asInt())
                    .isEqualTo(3);
            assertThat(lab.send("POST", path, "{'type':'No such type','value':'x'}")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_file_artifact_comes_with_its_description_in_a_part() {
        try (QradarLab lab = new QradarLab()) {
            String path = lab.made() + "/artifacts";

            JsonNode made = lab.client
                    .upload(
                            QradarLab.ORG + path + "/files",
                            Map.of("artifact", "{\"type\":\"Log File\",\"value\":\"\",\"description\":\"d\"}"),
                            "a.log",
                            "line")
                    .json();

            assertThat(made.at("/0/value").asText()).isEqualTo("a.log");
            assertThat(made.at("/0/attachment/size").asInt()).isEqualTo(4);
            assertThat(lab.client
                            .get(QradarLab.ORG + path + "/" + made.at("/0/id").asInt() + "/contents")
                            .body())
                    .isEqualTo("line");
        }
    }

    @Test
    void an_attachment_comes_back_as_it_went() {
        try (QradarLab lab = new QradarLab()) {
            String path = lab.made() + "/attachments";

            JsonNode made = lab.client
                    .upload(QradarLab.ORG + path, Map.of("description", "as seen"), "a.txt", "text")
                    .json();
            WireClient.Answer read =
                    lab.client.get(QradarLab.ORG + path + "/" + made.path("id").asInt() + "/contents");

            assertThat(made.path("name").asText()).isEqualTo("a.txt");
            assertThat(made.path("description").asText()).isEqualTo("as seen");
            assertThat(lab.get(path)).hasSize(1);
            assertThat(read.body()).isEqualTo("text");
            assertThat(read.header("content-type")).startsWith("text/plain");
            assertThat(read.header("content-disposition")).contains("a.txt");
            assertThat(lab.client
                            .call(
                                    "DELETE",
                                    QradarLab.ORG + path + "/" + made.path("id").asInt(),
                                    null,
                                    null)
                            .status())
                    .isEqualTo(200);
            assertThat(lab.get(path)).isEmpty();
        }
    }

    @Test
    void a_tasks_attachment_is_found_below_that_task_alone() {
        try (QradarLab lab = new QradarLab()) {
            String incident = lab.made();
            String task = "/tasks/"
                    + lab.send("POST", incident + "/tasks", "{'name':'look'}")
                            .json()
                            .path("id")
                            .asText();
            String other = "/tasks/"
                    + lab.send("POST", incident + "/tasks", "{'name':'ask'}")
                            .json()
                            .path("id")
                            .asText();
            String made = "/attachments/"
                    + lab.client
                            .upload(QradarLab.ORG + task + "/attachments", Map.of(), "t.txt", "text")
                            .json()
                            .path("id")
                            .asText();

            assertThat(lab.get(task + made).path("name").asText()).isEqualTo("t.txt");
            assertThat(lab.client.get(QradarLab.ORG + task + made + "/contents").body())
                    .isEqualTo("text");
            assertThat(lab.client.get(QradarLab.ORG + other + made).status()).isEqualTo(404);
            assertThat(lab.client
                            .get(QradarLab.ORG + other + made + "/contents")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_note_is_taken_as_text_and_as_object_and_answers_are_within_it() {
        try (QradarLab lab = new QradarLab()) {
            String path = lab.made() + "/comments";
            int first = lab.send("POST", path, "{'text':{'format':'text','content':'a < b'}}")
                    .json()
                    .path("id")
                    .asInt();
            lab.send("POST", path, "{'text':'answer','parent_id':" + first + "}");

            JsonNode listed = lab.get(path + "?text_content_output_format=objects_convert_html");

            assertThat(listed).hasSize(1);
            assertThat(listed.at("/0/text/content").asText()).isEqualTo("a &lt; b");
            assertThat(listed.at("/0/children/0/text/content").asText()).isEqualTo("answer");
            assertThat(lab.send("POST", path + "/query", "{'conditions':[]}")
                            .json()
                            .path("root_comments"))
                    .hasSize(1);
        }
    }

    @Test
    void a_task_is_written_whole_and_closing_it_has_a_time() {
        try (QradarLab lab = new QradarLab()) {
            String incident = lab.made();
            int id = lab.send("POST", incident + "/tasks", "{'name':'look','phase_id':{'name':'Respond'}}")
                    .json()
                    .path("id")
                    .asInt();
            ObjectNode task = (ObjectNode) lab.get("/tasks/" + id);
            task.put("status", "C");

            WireClient.Answer status =
                    lab.client.call("PUT", QradarLab.ORG + "/tasks/" + id, "application/json", task.toString());

            assertThat(status.json().path("success").asBoolean()).isTrue();
            assertThat(lab.get("/tasks/" + id).path("closed_date").isNumber()).isTrue();
            assertThat(task.has("vers")).isFalse();
            assertThat(lab.send("PATCH", "/tasks/" + id, "{}").status()).isEqualTo(405);
            lab.send("POST", "/tasks/" + id + "/comments", "{'text':'done'}");
            assertThat(lab.get("/tasks/" + id + "/comments")).hasSize(1);
            assertThat(lab.get(incident + "/comments")).isEmpty();
        }
    }

    @Test
    void data_tables_milestones_and_members() {
        try (QradarLab lab = new QradarLab()) {
            String incident = lab.made();
            lab.send("POST", incident + "/table_data/observed_hosts/row_data", "{'cells':{'host':{'value':'ws-17'}}}");
            lab.send("POST", incident + "/milestones", "{'title':'t','date':1700000000000,'description':'d'}");
            int vers = lab.get(incident).path("vers").asInt();
            JsonNode members = lab.send("PUT", incident + "/members", "{'vers':%d,'members':[2]}".formatted(vers))
                    .json();

            assertThat(lab.get(incident + "/table_data/observed_hosts")
                            .at("/rows/0/cells/2001/value")
                            .asText())
                    .isEqualTo("ws-17");
            assertThat(lab.get(incident + "/milestones")).hasSize(1);
            assertThat(members.at("/members/0").asInt()).isEqualTo(2);
            assertThat(lab.get("/users")).hasSize(2);
        }
    }

    @Test
    void artifacts_and_notes_can_be_made_with_the_incident() {
        try (QradarLab lab = new QradarLab()) {
            JsonNode made = lab.send(
                            "POST",
                            "/incidents",
                            "{'name':'x','discovered_date':0,'artifacts':[{'type':{'name':'URL'},'value':'http://a'}],"
                                    + "'comments':[{'text':{'format':'text','content':'c'}}]}")
                    .json();
            String path = "/incidents/" + made.path("id").asText();

            assertThat(lab.get(path + "/artifacts")).hasSize(1);
            assertThat(lab.get(path + "/comments")).hasSize(1);
            assertThat(lab.send(
                                    "POST",
                                    "/incidents",
                                    "{'name':'y','discovered_date':0,'artifacts':[{'type':'no','value':'v'}]}")
                            .status())
                    .isEqualTo(400);
            assertThat(lab.running.incidents()).hasSize(1);
        }
    }
}
