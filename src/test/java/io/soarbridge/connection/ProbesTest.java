package io.soarbridge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.soarbridge.config.ConnectorType.Probe;
import io.soarbridge.testkit.Connected;
import io.soarbridge.testkit.RawServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbesTest {
    private static final Probe ELSEWHERE =
            new Probe(null, "/v2/version", "^(200|401) application/json", "Set version = 2.");
    private static final Probe OTHER_HOST =
            new Probe("api-{host}.invalid", "/v3/version", "^200", "Set url to https://api-{host}.");

    @TempDir
    Path folder;

    @Test
    void the_first_guess_that_is_right_is_told_and_nobody_gets_the_credentials() throws Exception {
        try (RawServer server = RawServer.start((number, request, socket) -> {
                    boolean there = request.startsWith("GET /v2/version ");
                    RawServer.reply(socket, there ? 401 : 404, "{}", "Content-Type: application/json");
                });
                Bench bench = new Bench(
                        Connected.to(server.url()).probes(OTHER_HOST, ELSEWHERE).settings(), folder)) {
            assertThat(Probes.run(bench.connection)).contains("Set version = 2.");
            assertThat(server.requests())
                    .isNotEmpty()
                    .noneMatch(request -> request.contains("Authorization") || request.contains("x-xdr"));
        }
    }

    @Test
    void without_a_right_guess_nothing_is_told() throws Exception {
        try (RawServer server = RawServer.start(RawServer.always(200, "<html>", "Content-Type: text/html"));
                Bench bench =
                        new Bench(Connected.to(server.url()).probes(ELSEWHERE).settings(), folder)) {
            assertThat(Probes.run(bench.connection)).isEmpty();
        }
    }

    @Test
    void a_connector_without_guesses_asks_nobody() throws Exception {
        try (RawServer server = RawServer.start(RawServer.always(200, "{}"));
                Bench bench = new Bench(Connected.to(server.url()).settings(), folder)) {
            assertThat(Probes.run(bench.connection)).isEmpty();
            assertThat(server.requests()).isEmpty();
        }
    }
}
