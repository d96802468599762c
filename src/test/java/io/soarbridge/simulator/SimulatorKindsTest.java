package io.soarbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.config.ConnectorType;
import io.soarbridge.config.ConnectorTypes;
import io.soarbridge.support.BridgeException;
import io.soarbridge.testkit.WireClient;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What all simulators have in common. */
class SimulatorKindsTest {
    private static final ConnectorTypes CONNECTORS = ConnectorTypes.load(Path.of("routes/connectors"));
    private static final Set<String> COMMON = Set.of("version", "auth", "path-prefix");

    static Stream<String> types() {
        return Simulators.types().stream();
    }

    static Stream<Arguments> versions() {
        return Simulators.all().stream()
                .flatMap(kind -> kind.versions().stream().map(version -> Arguments.of(kind.type(), version)));
    }

    @Test
    void each_connector_has_a_simulator() {
        assertThat(Simulators.types()).containsExactlyInAnyOrderElementsOf(CONNECTORS.names());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void starts_in_each_version_with_what_a_connection_needs_and_nothing_stored(String type, String version) {
        ConnectorType connector = CONNECTORS.get(type);
        Set<String> keys = new HashSet<>(COMMON);
        keys.addAll(connector.settings().keySet());
        connector.auth().values().forEach(scheme -> keys.addAll(scheme.credentials()));

        try (RunningSimulator running =
                Simulators.start(SimulatorPlan.onFreePorts(type).withVersion(version))) {
            assertThat(keys).containsAll(running.credentials().keySet());
            String said = running.credentials().get("version");
            assertThat(said == null || connector.versions().containsKey(said)).isTrue();
            assertThat(running.incidents()).isEmpty();
            assertThat(running.state().properties())
                    .isNotEmpty()
                    .allMatch(kind -> kind.getValue().isArray());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void each_switch_is_explained_and_an_unknown_one_is_refused(String type) {
        assertThat(Simulators.get(type).switches()).isNotEmpty().allSatisfy(one -> {
            assertThat(one.name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
            assertThat(one.meaning()).endsWith(".");
        });
        assertThat(Simulators.get(type).switches()).extracting(Switch::name).doesNotHaveDuplicates();

        assertThatThrownBy(
                        () -> Simulators.start(SimulatorPlan.onFreePorts(type).with("no-such-switch", "on")))
                .isInstanceOfSatisfying(
                        BridgeException.class, e -> assertThat(e.code()).isEqualTo("simulator/bad-switch"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void its_page_names_every_switch(String type) throws Exception {
        String page = Files.readString(Path.of("docs/systems", type + ".md"));

        assertThat(Simulators.get(type).switches())
                .allSatisfy(one -> assertThat(page).as(one.name()).contains("`" + one.name() + "`"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_admin_port_shows_requests_state_and_faults_and_resets(String type) {
        try (RunningSimulator running = Simulators.start(SimulatorPlan.onFreePorts(type))) {
            WireClient api = new WireClient(running.url().toString());
            WireClient admin = new WireClient(running.adminUrl().toString());

            admin.post("/_sim/faults", "{\"kind\":\"status\",\"status\":503,\"count\":1}");
            int faulty = api.get("/anything").status();
            JsonNode requests = admin.get("/_sim/requests").json();
            admin.post("/_sim/reset", "");

            assertThat(faulty).isEqualTo(503);
            assertThat(requests.at("/requests/0/path").asText()).isEqualTo("/anything");
            assertThat(admin.get("/_sim/requests").json().path("total").asInt()).isZero();
            assertThat(admin.get("/_sim/state").body())
                    .isEqualTo(running.state().toString());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_fault_has_the_systems_own_form_and_says_that_it_is_one(String type) {
        try (RunningSimulator running = Simulators.start(SimulatorPlan.onFreePorts(type))) {
            running.faults().add(Fault.status(400));

            assertThat(new WireClient(running.url().toString()).get("/anything").body())
                    .contains("simulated fault");
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void serves_many_tls_handshakes_at_the_same_time(String type) throws Exception {
        try (RunningSimulator running =
                Simulators.start(SimulatorPlan.onFreePorts(type).withTls())) {
            SSLContext tls = trusting(running.certificate());
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) { // a client each, so a handshake each
                answers.add(HttpClient.newBuilder()
                        .sslContext(tls)
                        .build()
                        .sendAsync(
                                HttpRequest.newBuilder(URI.create(running.url() + "/anything"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()));
            }

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.get().statusCode()).isBetween(200, 599));
        }
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "simulator", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }
}
