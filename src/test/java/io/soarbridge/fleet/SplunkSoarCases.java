package io.soarbridge.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import io.soarbridge.testkit.Bed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of the Splunk SOAR connector share. What all connectors promise is in the fleet test. */
abstract class SplunkSoarCases {
    static final JsonNode NOTHING = NullNode.instance;

    @TempDir
    Path folder;

    FleetBed grid;

    @AfterEach
    void stop() {
        if (grid != null) {
            grid.close();
        }
    }

    void start(Map<String, String> switches, Map<String, String> settings) {
        grid = new FleetBed("splunk-soar", folder, settings, switches);
    }

    void start() {
        start(Map.of(), Map.of());
    }

    String created(JsonNode one) {
        return grid.call("case-create", one, Map.of()).path("remoteId").asText();
    }

    JsonNode request(String body) {
        return grid.call("request", Bed.json(body), Map.of());
    }

    JsonNode stored(String kind) {
        return grid.simulator().state().path(kind);
    }

    static ObjectNode aCase(String... addresses) {
        ObjectNode made = (ObjectNode) Bed.json("""
                {"uid":"elastic:s-1","source":{"connection":null,"name":"elastic","id":"s-1","url":null},"title":"Beacon",
                 "description":{"text":"seen","format":"markdown"},"severity":{"id":5,"label":"critical"},"status":{"id":1,"label":null},
                 "verdict":null,"closeReason":null,"closeNotes":null,"closedAt":null,"owner":null,"type":"malware","labels":["lab"],
                 "priority":null,"createdAt":"2026-11-22T10:00:00Z","updatedAt":null,"attacks":["T1071"],"comments":[],"attachments":[],
                 "custom":{"n":1},"raw":{"n":1}}""");
        made.set("observables", observables(addresses));
        return made;
    }

    static JsonNode observables(String... addresses) {
        var all = Json.mapper().createArrayNode();
        for (String address : addresses) {
            ObjectNode one = all.addObject();
            one.put("type", "ip")
                    .put("value", address)
                    .putNull("hashAlgorithm")
                    .putNull("role")
                    .putArray("tags");
        }
        return all;
    }
}
