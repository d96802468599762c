package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.support.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Insights, signals and entities, and those that are there from the start. */
final class SiemStore {
    private static final int FIRST_NUMBER = 220;
    private static final List<String> SEVERITIES = List.of("HIGH", "MEDIUM", "LOW", "CRITICAL");
    private static final List<String> NAMES = List.of(
            "Command and Control with Execution", "Credential Access", "Lateral Movement", "Exfiltration to the cloud");

    final SimulatorClock clock;
    final Map<String, ObjectNode> insights = new LinkedHashMap<>();
    final Map<String, ObjectNode> signals = new LinkedHashMap<>();
    final Map<String, ObjectNode> entities = new LinkedHashMap<>();
    final Map<String, List<ObjectNode>> comments = new LinkedHashMap<>();
    final List<ObjectNode> relatedIncidents = new ArrayList<>();
    final List<ObjectNode> enrichments = new ArrayList<>();
    private final int atStart;
    private final boolean together;
    private final Instant started;

    /** @param together whether those of the start are of one time, else an hour apart */
    SiemStore(SimulatorClock clock, int atStart, boolean together) {
        this.clock = clock;
        this.atStart = atStart;
        this.together = together;
        this.started = clock.instant();
        seed();
    }

    /** By uuid or by the id that people read. @throws SumoFailure 404 */
    ObjectNode insight(String id) {
        ObjectNode known = insights.get(id);
        if (known == null) {
            known = insights.values().stream()
                    .filter(one -> one.path("readableId").asText().equals(id))
                    .findFirst()
                    .orElseThrow(() -> SiemReplies.refuse(404, "There is no insight " + id + "."));
        }
        return known;
    }

    /** Newest first. */
    List<ObjectNode> sorted(Iterable<ObjectNode> objects, String field, boolean ascending) {
        List<ObjectNode> all = new ArrayList<>();
        objects.forEach(all::add);
        Comparator<ObjectNode> order =
                Comparator.comparing(one -> one.path(field).asText());
        all.sort(ascending ? order : order.reversed());
        return all;
    }

    ObjectNode newInsight(String name, String severity, Instant created, List<ObjectNode> parts) {
        int number = FIRST_NUMBER + insights.size();
        ObjectNode one = Json.mapper().createObjectNode().put("id", uuid("insight-" + number));
        one.put("readableId", "INSIGHT-" + number)
                .put("name", name)
                .put("description", name)
                .put("severity", severity);
        one.putNull("confidence").putNull("resolution").putNull("subResolution").putNull("assignee");
        one.putNull("assignedTo")
                .putNull("teamAssignedTo")
                .putNull("closed")
                .putNull("closedBy")
                .putNull("lastUpdatedBy");
        one.putObject("status").put("name", "new").put("displayName", "New");
        one.set("entity", parts.get(0).get("entity").deepCopy());
        ArrayNode all = one.putArray("signals");
        parts.forEach(part -> all.add(part.deepCopy()));
        one.putArray("artifacts");
        one.putArray("relatedEntities");
        one.putArray("recordSummaryFields");
        one.put("created", SiemReplies.time(created)).put("lastUpdated", SiemReplies.time(created));
        one.put("timestamp", SiemReplies.time(created))
                .put("source", "ALGORITHM")
                .put("orgId", "0000000000000001");
        one.putArray("tags").add("_mitreAttackTactic:TA0011").add("_mitreAttackTechnique:T1071");
        one.put("timeToDetection", new BigDecimal("257.877256"))
                .putNull("timeToResponse")
                .putNull("timeToRemediation");
        insights.put(one.path("id").asText(), one);
        return one;
    }

    private void seed() {
        for (int i = 0; i < atStart; i++) {
            Instant at = together ? started : started.minus(Duration.ofHours(atStart - (long) i));
            ObjectNode entity = entity(i);
            entities.put(entity.path("id").asText(), seen(entity, at));
            ObjectNode signal = signal("signal-" + i, entity, at);
            signals.put(signal.path("id").asText(), signal);
            newInsight(NAMES.get(i % NAMES.size()), SEVERITIES.get(i % SEVERITIES.size()), at, List.of(signal));
            ObjectNode loose = signal("loose-" + i, entity, at);
            signals.put(loose.path("id").asText(), loose);
        }
    }

    private static ObjectNode entity(int i) {
        boolean host = i % 2 == 0;
        String value = host ? "ws-" + i + ".corp.example" : "198.51.100." + (i % 250 + 1);
        String type = host ? "_hostname" : "_ip";
        ObjectNode entity =
                Json.mapper().createObjectNode().put("id", type + "-" + value).put("entityType", type);
        entity.put("name", value).put("value", value).put("sensorZone", "").putNull("macAddress");
        return host ? entity.put("hostname", value) : entity.putNull("hostname");
    }

    /** What only the entity itself tells, not where signals and insights name it. */
    private static ObjectNode seen(ObjectNode entity, Instant at) {
        ObjectNode one = entity.deepCopy();
        one.put("activityScore", 4).put("criticality", 3).put("isSuppressed", false);
        one.put("isWhitelisted", false).putNull("os");
        one.put("firstSeen", SiemReplies.time(at)).put("lastSeen", SiemReplies.time(at));
        one.putArray("tags");
        one.putArray("relatedEntities");
        return one;
    }

    private static ObjectNode signal(String name, JsonNode entity, Instant at) {
        ObjectNode signal =
                Json.mapper().createObjectNode().put("id", uuid(name)).put("name", "Renamed tool");
        signal.put("description", "A tool ran under another name.")
                .put("ruleId", "MATCH-S00475")
                .put("severity", 5);
        signal.put("stage", "Execution").put("contentType", "RULE").put("recordCount", 1);
        signal.put("timestamp", SiemReplies.time(at)).put("created", SiemReplies.time(at));
        signal.putArray("tags").add("_mitreAttackTactic:TA0002");
        signal.putArray("artifacts");
        ObjectNode record = signal.putArray("allRecords").addObject();
        record.put("device_ip", "198.51.100.7").put("user_username", "m.okafor");
        record.putObject("fields").put("client", "198.51.100.7").put("user", "m.okafor");
        signal.set("entity", entity.deepCopy());
        return signal;
    }

    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    void clear() {
        insights.clear();
        signals.clear();
        entities.clear();
        comments.clear();
        relatedIncidents.clear();
        enrichments.clear();
        seed();
    }
}
