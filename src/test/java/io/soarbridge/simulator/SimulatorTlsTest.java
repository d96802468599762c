package io.soarbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.simulator.xsoar.CortexXsoarOptions;
import io.soarbridge.simulator.xsoar.CortexXsoarSimulator;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class SimulatorTlsTest {
    @Test
    void serves_https_with_a_certificate_that_clients_can_trust() throws Exception {
        try (CortexXsoarSimulator simulator =
                CortexXsoarSimulator.start(CortexXsoarOptions.version6().tls(true), InstantSource.system())) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            try (InputStream pem = Files.newInputStream(simulator.certificate())) {
                trusted.setCertificateEntry(
                        "simulator", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);

            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(tls)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(simulator.url() + "/health"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(simulator.url()).startsWith("https://");
            assertThat(answer.body()).isEqualTo("OK");
        }
    }
}
