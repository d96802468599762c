package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import io.soarbridge.simulator.RunningSimulator;
import io.soarbridge.simulator.SimulatorPlan;
import io.soarbridge.simulator.Simulators;
import io.soarbridge.testkit.WireClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A running simulator and a client with its API key; switches as {@code name=value}. */
final class QradarLab implements AutoCloseable {
    static final String ORG = "/rest/orgs/201";
    static final String MINIMAL = "{\"name\":\"Beacon\",\"discovered_date\":0}";

    final RunningSimulator running;
    final WireClient client;

    QradarLab(String... switches) {
        SimulatorPlan plan = SimulatorPlan.onFreePorts("qradar-soar");
        for (String one : switches) {
            plan = plan.with(one.split("=", 2)[0], one.split("=", 2)[1]);
        }
        running = Simulators.start(plan);
        String pair = running.credentials().get("api-key-id") + ":"
                + running.credentials().get("api-key");
        client = new WireClient(
                running.url().toString(),
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    JsonNode get(String path, String... headers) {
        return client.get(ORG + path, headers).json();
    }

    WireClient.Answer send(String method, String path, String json, String... headers) {
        return client.call(method, ORG + path, "application/json", json.replace('\'', '"'), headers);
    }

    /** Makes an incident and gives its path. */
    String made() {
        return "/incidents/"
                + send("POST", "/incidents", MINIMAL).json().path("id").asText();
    }

    @Override
    public void close() {
        running.close();
    }
}
