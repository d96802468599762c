package io.soarbridge.restcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.soarbridge.support.BridgeException;
import io.soarbridge.support.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function as a step of routes, by the Kamelet and by direct:rest-call. */
class RouteStepTest {
    private static final Path KAMELET = Path.of("routes/kamelets/rest-call-action.kamelet.yaml");

    @TempDir
    Path folder;

    private EchoServer server;
    private Calls calls;
    private CamelContext context;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        server = EchoServer.plain();
        calls = new Calls(folder).set("secret.KEY", "{{env:KEY:planted-secret-77}}");
        context = new DefaultCamelContext();
        context.addComponent("rest-call", new RestCallComponent(context, calls.engine()));
        KameletComponent kamelets = context.getComponent("kamelet", KameletComponent.class);
        kamelets.setLocation("file:" + Path.of("routes/kamelets").toAbsolutePath());
        kamelets.setNoErrorHandler(true);
        context.getCamelContextExtension()
                .getContextPlugin(org.apache.camel.spi.RoutesLoader.class)
                .loadRoutes(org.apache.camel.support.PluginHelper.getResourceLoader(context)
                        .resolveResource(
                                "file:" + Path.of("routes/rest-call.camel.yaml").toAbsolutePath()));
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() throws IOException {
        context.stop();
        calls.close();
        server.close();
    }

    private JsonNode kamelet(String parameters, Object body) {
        return (JsonNode) template.requestBody("kamelet:rest-call-action?" + parameters, body);
    }

    @Test
    void the_message_is_the_body_as_json() {
        JsonNode payload = kamelet(
                "rest_api_method=POST&rest_api_url=RAW(" + server.url() + "/echo)",
                Json.mapper().createObjectNode().put("a", 1));

        assertThat(payload.get("success").asBoolean()).as(payload.toString()).isTrue();
        assertThat(payload.at("/content/json/body").asText()).isEqualTo("{\"a\": 1}");
        assertThat(server.requests().get(0).header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void a_get_takes_no_body_from_the_message() {
        kamelet(
                "rest_api_url=RAW(" + server.url() + "/echo)",
                "{\"rest_api_url\": \"http://127.0.0.1:1/\", \"rest_api_body\": \"x\"}");

        assertThat(server.requests()).hasSize(1);
        assertThat(server.requests().get(0).method()).isEqualTo("GET");
        assertThat(server.requests().get(0).body()).isEmpty();
    }

    @Test
    void headers_of_the_message_change_nothing() {
        Map<String, Object> hostile = Map.of(
                "CamelHttpUri",
                "http://127.0.0.1:1/",
                "CamelHttpMethod",
                "DELETE",
                "Authorization",
                "stolen",
                "rest_api_url",
                "http://127.0.0.1:1/");

        template.requestBodyAndHeaders(
                "kamelet:rest-call-action?rest_api_url=RAW(" + server.url() + "/echo)", null, hostile);

        assertThat(server.requests().get(0).method()).isEqualTo("GET");
        assertThat(server.requests().get(0).header("Authorization")).isNull();
    }

    @Test
    void numbers_and_flags_of_a_route_are_what_they_are() {
        kamelet(
                "rest_api_url=RAW(" + server.url()
                        + "/failn/2)&rest_retry_tries=3&rest_api_verify=true&rest_api_timeout=5",
                null);

        assertThat(server.requests()).hasSize(3);
        assertThat(calls.pauses).hasSize(2);
    }

    @Test
    void secrets_of_a_route_are_filled_in() {
        kamelet("rest_api_url=RAW(" + server.url() + "/echo)&rest_api_headers=RAW(Authorization: Token ${KEY})", null);

        assertThat(server.requests().get(0).header("Authorization")).isEqualTo("Token planted-secret-77");
    }

    @Test
    void a_failed_call_is_a_payload_unless_the_route_wants_it_to_fail() {
        String url = "rest_api_url=RAW(" + server.url() + "/status/404)";

        assertThat(kamelet(url, null).get("success").asBoolean()).isFalse();
        assertThatThrownBy(() -> kamelet(url + "&failOnError=true", null))
                .isInstanceOf(CamelExecutionException.class)
                .hasRootCauseInstanceOf(BridgeException.class)
                .rootCause()
                .hasMessageContaining("HTTP 404");
    }

    @Test
    void direct_takes_all_inputs_from_the_message() throws IOException {
        JsonNode payload = (JsonNode) template.requestBody(
                "direct:rest-call",
                "{\"rest_api_method\": \"PUT\", \"rest_api_url\": \"" + server.url()
                        + "/echo\", \"rest_api_body\": \"a: 1\"}");

        assertThat(payload.at("/content/json/method").asText()).isEqualTo("PUT");
        assertThat(payload.at("/content/json/body").asText()).isEqualTo("a=1");
    }

    @Test
    void direct_says_what_it_needs() {
        assertThatThrownBy(() -> template.requestBody("direct:rest-call", "no JSON"))
                .rootCause()
                .hasMessageContaining("one JSON object with the inputs");
    }

    @Test
    void the_kamelet_has_every_input_and_describes_it() throws IOException {
        JsonNode kamelet = new ObjectMapper(new YAMLFactory()).readTree(KAMELET.toFile());
        List<String> declared = new ArrayList<>();
        JsonNode properties = kamelet.at("/spec/definition/properties");
        properties.fieldNames().forEachRemaining(declared::add);
        List<String> inputs = InputSpec.ALL.stream().map(InputSpec::name).toList();

        assertThat(declared.subList(1, declared.size())).isEqualTo(inputs);
        assertThat(declared.get(0)).isEqualTo("failOnError");
        InputSpec.ALL.forEach(spec -> assertThat(
                        properties.at("/" + spec.name() + "/description").asText())
                .isEqualTo(spec.meaning()));
        JsonNode passed = kamelet.at("/spec/template/from/steps/0/to/parameters");
        inputs.forEach(name -> assertThat(passed.get(name).asText()).matches("\\{\\{\\??" + name + "}}"));
    }
}
