package io.soarbridge.simulator.sumo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One incident with what hangs on it. Values are kept as they are read, but for dates, which are instants. */
final class SoarIncident {
    /** A file of an incident. */
    record Attachment(ObjectNode row, byte[] content, String mediaType) {}

    private static final List<String> DATES = List.of("openingtime", "starttime", "endtime", "closingtime");
    private static final String ZONE = "GMT +0.00 Coordinated Universal Time, Greenwich Mean Time";

    private final int id;
    private final Instant created;
    final ObjectNode values = Json.mapper().createObjectNode();
    final Map<String, Instant> dates = new HashMap<>();
    final List<ObjectNode> notes = new ArrayList<>();
    final List<Attachment> attachments = new ArrayList<>();
    final List<ObjectNode> alerts = new ArrayList<>();
    final List<ObjectNode> timeline = new ArrayList<>();
    final Set<Integer> entities = new LinkedHashSet<>();

    SoarIncident(int id, Instant created) {
        this.id = id;
        this.created = created;
        dates.put("openingtime", created);
    }

    int id() {
        return id;
    }

    Instant created() {
        return created;
    }

    static boolean isDate(String key) {
        return DATES.contains(key);
    }

    /** The value as people read it; empty text when there is none. */
    JsonNode value(String key, SoarDates shown) {
        if (key.equals("id")) {
            return Json.mapper().getNodeFactory().numberNode(id);
        }
        if (key.equals("timezone")) {
            return Json.mapper().getNodeFactory().textNode(ZONE);
        }
        if (isDate(key)) {
            return Json.mapper().getNodeFactory().textNode(shown.shown(dates.get(key)));
        }
        JsonNode value = values.get(key);
        return value == null ? Json.mapper().getNodeFactory().textNode("") : value;
    }

    /** As a search shows it: plain values of these columns. */
    ObjectNode row(Iterable<String> columns, SoarDates shown) {
        ObjectNode row = Json.mapper().createObjectNode().put("id", id);
        columns.forEach(column -> row.set(column, value(column, shown)));
        return row;
    }

    /** As a GET shows it: each value together with its label. */
    ObjectNode wrapped(SoarDates shown) {
        ObjectNode all = Json.mapper().createObjectNode().put("id", id);
        SoarTables.LABELS.forEach((key, label) -> {
            if (!key.startsWith("opt_") || values.has(key)) {
                all.putObject(key).put("name", label).set("value", value(key, shown));
            }
        });
        return all.put("is_deleted", "false").put("inhibit_phases", "false");
    }

    void log(String title, Instant at) {
        ObjectNode entry = Json.mapper().createObjectNode().put("id", timeline.size() + 1);
        entry.putObject("starttime").put("value", at.getEpochSecond());
        entry.putObject("endtime").put("value", at.getEpochSecond());
        entry.putObject("category").put("value", "Incident");
        entry.putObject("title").put("value", title);
        entry.putObject("additional_info").put("value", "");
        entry.putObject("created_by").put("value", "AUTOMATION ENGINE");
        entry.putObject("is_locked").put("value", "false");
        entry.putObject("is_printed").put("value", "false");
        entry.putObject("is_deleted").put("value", "false");
        timeline.add(entry);
    }
}
