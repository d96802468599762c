package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.testkit.WireClient;
import io.soarbridge.testkit.WireClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A simulator on free ports, and clients that sign in to it in each way. */
final class SplunkBed implements AutoCloseable {
    static final String USER = "soar_local_admin";
    static final String PASSWORD = "simulator-password";
    static final String TOKEN = "simulator-token";

    final RunningSimulator simulator;
    final WireClient token;
    final WireClient basic;

    private SplunkBed(RunningSimulator simulator) {
        this.simulator = simulator;
        this.token = client("ph-auth-token", TOKEN);
        this.basic = client("Authorization", basic(USER, PASSWORD));
    }

    /** @param switches {@code name=value} */
    static SplunkBed start(String... switches) {
        SimulatorPlan plan = SimulatorPlan.onFreePorts("splunk-soar");
        for (String one : switches) {
            String[] parts = one.split("=", 2);
            plan = plan.with(parts[0], parts[1]);
        }
        return new SplunkBed(new SplunkSoarKind().start(plan));
    }

    WireClient client(String... headers) {
        return new WireClient(simulator.url().toString(), headers);
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Names and values in turn; a name alone at the end stays bare. */
    static String query(String path, String... parameters) {
        return path + "?"
                + Stream.iterate(0, i -> i < parameters.length, i -> i + 2)
                        .map(i -> encode(parameters[i])
                                + (i + 1 < parameters.length ? "=" + encode(parameters[i + 1]) : ""))
                        .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer get(String path, String... parameters) {
        return token.get(parameters.length == 0 ? path : query(path, parameters));
    }

    /** The id of what a POST made; fails when it made nothing. */
    long made(String path, String body) {
        JsonNode answer = token.post(path, body).json();
        if (!answer.path("success").asBoolean()) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.path("id").asLong();
    }

    long container(String name) {
        return made("/rest/container", "{\"name\":\"" + name + "\",\"label\":\"events\"}");
    }

    @Override
    public void close() {
        simulator.close();
    }
}
