package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.support.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** War Room entries by investigation, and the files behind them. Not thread-safe: the simulator's lock guards it. */
final class EntryStore {
    private final SimulatorClock clock;
    private final Map<String, Map<String, ObjectNode>> byInvestigation = new HashMap<>();
    private final Map<String, EntryFiles.Stored> files = new HashMap<>();
    private final Map<String, EntryFiles.Stored> artifacts = new HashMap<>();
    private final Map<String, List<EntryFiles.Stored>> waiting = new HashMap<>();
    private final Map<String, Integer> lastNumber = new HashMap<>();

    EntryStore(SimulatorClock clock) {
        this.clock = clock;
    }

    /** What a new entry says; everything else is the server's. */
    record Draft(int type, String category, JsonNode contents, String format, boolean note, List<String> tags) {
        static Draft text(String category, String contents, String format) {
            return new Draft(1, category, Json.mapper().getNodeFactory().textNode(contents), format, false, List.of());
        }

        Draft asNote() {
            return new Draft(type, category, contents, format, true, tags);
        }

        Draft ofType(int wanted) {
            return new Draft(wanted, category, contents, format, note, tags);
        }

        Draft tagged(List<String> wanted) {
            return new Draft(type, category, contents, format, note, wanted);
        }
    }

    ObjectNode add(String investigationId, String user, Draft draft) {
        int number = lastNumber.merge(investigationId, 1, Integer::sum);
        String id = number + "@" + investigationId;
        String now = XsoarTimes.text(clock.instant());
        ObjectNode entry = Json.mapper().createObjectNode();
        entry.put("id", id);
        entry.put("version", 1);
        entry.put("investigationId", investigationId);
        entry.put("type", draft.type());
        entry.put("category", draft.category());
        entry.put("created", now);
        entry.put("modified", now);
        entry.put("user", user);
        entry.set("contents", draft.contents());
        entry.put("format", draft.format());
        entry.put("note", draft.note());
        tag(entry, draft.tags());
        entry.put("parentId", "");
        entry.putNull("parentContent");
        entry.put("pinned", false);
        entry.put("file", "");
        entry.put("fileID", "");
        entry.putNull("fileMetadata");
        entry.put("taskId", "");
        entry.put("system", "");
        entry.put("mirrored", false);
        byInvestigation
                .computeIfAbsent(investigationId, key -> new LinkedHashMap<>())
                .put(id, entry);
        return entry;
    }

    ObjectNode addFile(String investigationId, String user, EntryFiles.Stored file, List<String> tags) {
        ObjectNode entry = add(
                investigationId,
                user,
                Draft.text("artifact", file.comment(), "text").ofType(3).tagged(tags));
        entry.put("file", file.name());
        entry.put("fileID", entry.get("id").asText().replace('@', '_'));
        entry.set("fileMetadata", EntryFiles.metadata(file));
        files.put(entry.get("id").asText(), file);
        return entry;
    }

    /** A file of an incident without an investigation: it becomes an entry once there is one. */
    void keepForLater(String incidentId, EntryFiles.Stored file) {
        waiting.computeIfAbsent(incidentId, key -> new ArrayList<>()).add(file);
    }

    void open(String investigationId) {
        List<EntryFiles.Stored> kept = waiting.remove(investigationId);
        if (kept != null) {
            kept.forEach(file -> addFile(investigationId, "DBot", file, List.of()));
        }
    }

    static void tag(ObjectNode entry, List<String> tags) {
        for (String key : List.of("tags", "tagsRaw")) {
            if (tags.isEmpty()) {
                entry.putNull(key);
            } else {
                tags.forEach(entry.putArray(key)::add);
            }
        }
    }

    /** @throws XsoarFailure 400 when there is none */
    ObjectNode get(String entryId) {
        ObjectNode entry =
                byInvestigation.getOrDefault(investigationOf(entryId), Map.of()).get(entryId);
        if (entry == null) {
            throw XsoarErrors.itemNotFound();
        }
        return entry;
    }

    void changed(ObjectNode entry) {
        entry.put("version", entry.get("version").asLong() + 1);
        entry.put("modified", XsoarTimes.text(clock.instant()));
    }

    void remove(String entryId) {
        byInvestigation.getOrDefault(investigationOf(entryId), new HashMap<>()).remove(entryId);
        files.remove(entryId);
    }

    private static String investigationOf(String entryId) {
        return entryId.substring(entryId.indexOf('@') + 1);
    }

    List<ObjectNode> of(String investigationId) {
        return List.copyOf(
                byInvestigation.getOrDefault(investigationId, Map.of()).values());
    }

    /** @throws XsoarFailure 400 when the entry has no file */
    EntryFiles.Stored file(String entryId) {
        EntryFiles.Stored file = files.get(entryId);
        if (file == null) {
            throw XsoarErrors.itemNotFound();
        }
        return file;
    }

    /** Makes a file of an entry, to be fetched by the name that this returns. */
    String exportArtifact(String entryId) {
        ObjectNode entry = get(entryId);
        EntryFiles.Stored file = files.get(entryId);
        EntryFiles.Stored artifact = file == null ? EntryFiles.written(entry) : file;
        String name = "entry_artifact_" + entryId + artifact.ending();
        artifacts.put(name, artifact);
        return name;
    }

    /** @throws XsoarFailure 400 when no entry was exported under that name */
    EntryFiles.Stored artifact(String name) {
        EntryFiles.Stored artifact = artifacts.get(name);
        if (artifact == null) {
            throw XsoarErrors.itemNotFound();
        }
        return artifact;
    }

    List<ObjectNode> all() {
        return byInvestigation.values().stream()
                .flatMap(entries -> entries.values().stream())
                .toList();
    }

    void clear() {
        byInvestigation.clear();
        files.clear();
        artifacts.clear();
        waiting.clear();
        lastNumber.clear();
    }
}
