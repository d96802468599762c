package io.soarbridge.simulator.xsoar;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.testkit.WireClient;
import io.soarbridge.testkit.WireClient.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XsoarPathsTest {
    private CortexXsoarSimulator simulator;

    private CortexXsoarSimulator start(CortexXsoarOptions options) {
        simulator = CortexXsoarSimulator.start(options, InstantSource.system());
        return simulator;
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/xsoar", "/xsoar/public/v1"})
    void version_8_serves_both_prefixes(String prefix) {
        WireClient client = Clients.standard(start(CortexXsoarOptions.version8()), prefix);

        assertThat(client.post("/incident", "{\"name\":\"n\"}").status()).isEqualTo(201);
        assertThat(client.get("/incident/load/1").status()).isEqualTo(200);
        assertThat(client.get("/workers/status").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/acc_one", "/xsoar", "/xsoar/public/v1"})
    void version_6_serves_every_prefix_and_tenants(String prefix) {
        start(CortexXsoarOptions.version6());
        WireClient client = new WireClient(simulator.url() + prefix, "Authorization", "simulator-key");

        assertThat(client.post("/incident", "{\"name\":\"n\"}").status()).isEqualTo(200);
        assertThat(client.get("/incident/load/1").json().get("name").asText()).isEqualTo("n");
    }

    @Test
    void version_8_without_prefix_is_500_except_for_loading() {
        WireClient client = Clients.standard(start(CortexXsoarOptions.version8()), "");
        Clients.standard(simulator).create("{\"name\":\"n\"}");

        assertThat(client.post("/incident", "{\"name\":\"n\"}").status()).isEqualTo(500);
        assertThat(client.get("/incident/load/1").status()).isEqualTo(200);
    }

    @Test
    void unknown_paths_are_a_redirect_on_8_and_a_page_on_6() {
        Answer eight = Clients.standard(start(CortexXsoarOptions.version8())).get("/no/such");
        stop();
        Answer six = Clients.version6(start(CortexXsoarOptions.version6())).get("/no/such");

        assertThat(eight.status()).isEqualTo(303);
        assertThat(six.status()).isEqualTo(200);
        assertThat(six.header("content-type")).startsWith("text/html");
    }

    @Test
    void version_6_can_refuse_the_prefixes_of_8() {
        start(CortexXsoarOptions.version6().allPrefixes(false));
        WireClient client = new WireClient(simulator.url() + "/xsoar/public/v1", "Authorization", "simulator-key");

        Answer answer = client.post("/incident", "{\"name\":\"n\"}");

        assertThat(answer.header("content-type")).startsWith("text/html");
        assertThat(simulator.incidents()).isEmpty();
    }

    @Test
    void post_without_body_and_type_is_415() {
        WireClient client = Clients.standard(start(CortexXsoarOptions.version8()));

        assertThat(client.postNothing("/incidents/search").status()).isEqualTo(415);
    }

    @Test
    void incident_types_are_not_on_the_public_prefix() {
        start(CortexXsoarOptions.version8());

        assertThat(Clients.standard(simulator).get("/incidenttype").status()).isEqualTo(405);
        assertThat(Clients.standard(simulator, "/xsoar").get("/incidenttype").json())
                .isNotEmpty();
        assertThat(Clients.standard(simulator, "/xsoar")
                        .get("/preprocess/rules")
                        .body())
                .isEqualTo("null");
    }

    @Test
    void about_is_text_on_6_and_json_on_8() {
        Answer six = Clients.version6(start(CortexXsoarOptions.version6())).get("/about");
        stop();
        Answer eight = Clients.standard(start(CortexXsoarOptions.version8())).get("/about");

        assertThat(six.header("content-type")).startsWith("text/plain");
        assertThat(six.json().get("demistoVersion").asText()).startsWith("6.");
        assertThat(eight.header("content-type")).startsWith("application/json");
        assertThat(eight.json().get("productMode").asText()).isEqualTo("xsoar");
    }

    @Test
    void health_is_open_on_6_and_platform_paths_exist_on_8() {
        start(CortexXsoarOptions.version6());
        assertThat(new WireClient(simulator.url()).get("/health").body()).isEqualTo("OK");
        stop();
        WireClient client = Clients.standard(start(CortexXsoarOptions.version8()), "");

        assertThat(client.get("/public_api/v1/healthcheck").json().get("status").asText())
                .isEqualTo("available");
        assertThat(client.post("/public_api/v1/indicators/delete", "{}").status())
                .isEqualTo(402);
    }

    @Test
    void lists_are_versioned() {
        WireClient client = Clients.standard(start(CortexXsoarOptions.version8()));
        assertThat(client.get("/lists").body()).isEqualTo("null");

        client.post("/lists/save", "{\"name\":\"blocked\",\"data\":\"a\\nb\"}");
        Answer second = client.post("/lists/save", "{\"id\":\"blocked\",\"version\":1,\"data\":\"c\"}");
        Answer stale = client.post("/lists/save", "{\"id\":\"blocked\",\"version\":1,\"data\":\"d\"}");

        assertThat(second.json().get("version").asInt()).isEqualTo(2);
        assertThat(stale.status()).isEqualTo(400);
        assertThat(client.get("/lists/download/blocked").body()).isEqualTo("[\"c\"]");
        assertThat(client.post("/lists/delete", "{\"id\":\"blocked\"}").body()).isEqualTo("{}");
    }

    @Test
    void body_without_content_type_is_read_as_json() {
        start(CortexXsoarOptions.version8());
        WireClient client = new WireClient(simulator.url());

        Answer answer = client.send(HttpRequest.newBuilder(URI.create(simulator.url() + "/xsoar/public/v1/incident"))
                .headers("Authorization", "simulator-key", "x-xdr-auth-id", "1")
                .POST(BodyPublishers.ofString("{\"name\":\"n\"}")));

        assertThat(answer.status()).isEqualTo(201);
    }
}
