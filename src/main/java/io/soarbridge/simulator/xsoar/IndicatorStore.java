package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Indicators, one for each pair of value and type, and the exclusion list. Not thread-safe: the simulator's lock guards it. */
final class IndicatorStore {
    private static final List<String> WRITABLE = List.of(
            "score",
            "manualScore",
            "source",
            "sourceBrands",
            "expiration",
            "expirationStatus",
            "comment",
            "CustomFields",
            "firstSeen",
            "lastSeen");

    private final SimulatorClock clock;
    private final Set<String> initialExclusions;
    private final String same;
    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
    private final Map<String, String> idByIdentity = new HashMap<>();
    private final Map<String, ObjectNode> excluded = new TreeMap<>();
    private long lastNumber;

    /** @param same what becomes of a create of an indicator that exists: updated, refused or unchanged */
    IndicatorStore(SimulatorClock clock, Set<String> exclusions, String same) {
        this.clock = clock;
        this.same = same;
        this.initialExclusions = exclusions;
        initialExclusions.forEach(value -> exclude(value, "configured"));
    }

    boolean isExcluded(String value) {
        return excluded.containsKey(value);
    }

    void exclude(String value, String reason) {
        ObjectNode row = Json.mapper().createObjectNode();
        row.put("id", Integer.toString(excluded.size() + 1));
        row.put("value", value);
        row.put("reason", reason);
        row.put("modified", XsoarTimes.text(clock.instant()));
        excluded.put(value, row);
    }

    Collection<ObjectNode> exclusions() {
        return excluded.values();
    }

    /** Ids of the removed rows; a row may be named by its id or its value. */
    List<String> removeExclusions(Collection<String> names) {
        List<String> removed = new ArrayList<>();
        excluded.values().removeIf(row -> {
            boolean named = names.contains(row.get("id").asText())
                    || names.contains(row.get("value").asText());
            if (named) {
                removed.add(row.get("id").asText());
            }
            return named;
        });
        return removed;
    }

    /** Makes the indicator, or updates the one with the same value and type. */
    ObjectNode put(JsonNode wanted, String user) {
        String value = AnyCase.text(wanted, "value");
        String given = AnyCase.text(wanted, "indicator_type");
        String type = given.isEmpty() ? AnyCase.text(wanted, "type") : given;
        String identity = type + '\n' + value;
        ObjectNode indicator = byId.get(idByIdentity.get(identity));
        if (indicator == null) {
            indicator = fresh(Long.toString(++lastNumber), value, type, user);
            idByIdentity.put(identity, indicator.get("id").asText());
            byId.put(indicator.get("id").asText(), indicator);
        } else if (same.equals("updated")) {
            touch(indicator);
        } else if (same.equals("refused")) {
            throw XsoarErrors.failed(400, "Indicator already exists: " + value);
        } else {
            return indicator;
        }
        indicator.put("lastSeen", XsoarTimes.text(clock.instant()));
        overwrite(indicator, wanted);
        comments(indicator, wanted, user);
        return indicator;
    }

    private ObjectNode fresh(String id, String value, String type, String user) {
        String now = XsoarTimes.text(clock.instant());
        ObjectNode indicator = Json.mapper().createObjectNode();
        indicator.put("id", id);
        indicator.put("version", 1);
        indicator.put("value", value);
        indicator.put("indicator_type", type);
        indicator.put("score", 0);
        indicator.put("manualScore", false);
        indicator.put("setBy", user);
        indicator.put("source", "");
        indicator.putNull("sourceBrands");
        indicator.putNull("investigationIDs");
        indicator.put("relatedIncCount", 0);
        indicator.put("firstSeen", now);
        indicator.put("lastSeen", now);
        indicator.put("timestamp", now);
        indicator.put("modified", now);
        indicator.put("expiration", XsoarTimes.NEVER);
        indicator.put("expirationStatus", "active");
        indicator.put("comment", "");
        indicator.putNull("comments");
        indicator.put("account", "");
        indicator.putNull("CustomFields");
        return indicator;
    }

    private void overwrite(ObjectNode indicator, JsonNode wanted) {
        for (String field : WRITABLE) {
            JsonNode value = AnyCase.get(wanted, field);
            if (!value.isMissingNode()) {
                indicator.set(field, value);
            }
        }
    }

    private void comments(ObjectNode indicator, JsonNode wanted, String user) {
        for (JsonNode comment : AnyCase.get(wanted, "comments")) {
            ArrayNode list =
                    indicator.get("comments") instanceof ArrayNode existing ? existing : indicator.putArray("comments");
            ObjectNode row = list.addObject();
            row.put("id", Integer.toString(list.size()));
            row.put("content", AnyCase.text(comment, "content"));
            row.put("user", user);
            row.put("created", XsoarTimes.text(clock.instant()));
        }
    }

    /** Whole-object write of an existing indicator; value, type and id stay. */
    ObjectNode edit(ObjectNode indicator, JsonNode wanted) {
        ObjectNode blank = fresh("", "", "", "");
        for (String field : WRITABLE) {
            if (!field.endsWith("Seen")) {
                JsonNode value = AnyCase.get(wanted, field);
                indicator.set(field, value.isMissingNode() ? blank.get(field) : value);
            }
        }
        JsonNode comments = AnyCase.get(wanted, "comments");
        indicator.set("comments", comments.isArray() ? comments : Json.mapper().nullNode());
        touch(indicator);
        return indicator;
    }

    private void touch(ObjectNode indicator) {
        indicator.put("version", indicator.get("version").asLong() + 1);
        indicator.put("modified", XsoarTimes.text(clock.instant()));
    }

    void link(ObjectNode indicator, String investigationId) {
        List<String> ids = AnyCase.texts(indicator, "investigationIDs");
        if (!investigationId.isEmpty() && !ids.contains(investigationId)) {
            ids.add(investigationId);
            ids.forEach(indicator.putArray("investigationIDs")::add);
            indicator.put("relatedIncCount", ids.size());
        }
    }

    /** The indicator, or null. */
    ObjectNode find(String id) {
        return byId.get(id);
    }

    ObjectNode remove(String id) {
        ObjectNode removed = byId.remove(id);
        if (removed != null) {
            idByIdentity.values().remove(id);
        }
        return removed;
    }

    Collection<ObjectNode> all() {
        return byId.values();
    }

    void clear() {
        byId.clear();
        idByIdentity.clear();
        excluded.clear();
        lastNumber = 0;
        initialExclusions.forEach(value -> exclude(value, "configured"));
    }
}
