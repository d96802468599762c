package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.support.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The playbooks there are and their runs. Every run has a start, one manual task that waits for a person, and an end. Not
 * thread-safe: the simulator's lock guards it.
 */
final class PlaybookRuns {
    static final String MANUAL_TASK = "1";

    /** The last one is what an example of the vendor's client library names. */
    private static final Map<String, String> STOCK = Map.of(
            "playbook0", "Default",
            "Phishing - Generic v3", "Phishing - Generic v3",
            "Triage", "Triage",
            "malware_investigation-_generic", "Malware Investigation - Generic");

    private static final Map<String, String> BY_TYPE = Map.of("Phishing", "Phishing - Generic v3");

    private final int lag;
    private final Map<String, String> names = new TreeMap<>(STOCK);
    private final Map<String, ObjectNode> runs = new LinkedHashMap<>();
    private final Map<String, Integer> starts = new HashMap<>();

    /** @param lag how many starts of a new investigation fail before one works */
    PlaybookRuns(int lag) {
        this.lag = lag;
    }

    /** Whether this start comes too soon after the create. */
    boolean isTooSoon(String incidentId) {
        return starts.merge(incidentId, 1, Integer::sum) <= lag;
    }

    List<ObjectNode> all() {
        return List.copyOf(runs.values());
    }

    boolean isKnown(String playbookId) {
        return names.containsKey(playbookId);
    }

    Map<String, String> names() {
        return names;
    }

    void add(String id, String name) {
        names.put(id, name);
    }

    void remove(String id) {
        names.remove(id);
    }

    /** Playbook that starts with incidents of this type, "" for none. */
    String boundTo(String incidentType) {
        return BY_TYPE.getOrDefault(incidentType, "");
    }

    /** Starts a run, replacing one that was there. Returns its state. */
    String start(String incidentId, String playbookId, String now) {
        ObjectNode run = Json.mapper().createObjectNode();
        run.put("id", incidentId);
        run.put("version", 1);
        run.put("playbookId", playbookId);
        run.put("name", names.get(playbookId));
        run.put("state", "waiting");
        run.put("startDate", now);
        ObjectNode old = runs.get(incidentId);
        if (old == null) {
            run.putNull("pbHistory");
        } else {
            ObjectNode past = old.deepCopy();
            past.remove("pbHistory");
            run.putArray("pbHistory").add(past);
        }
        ObjectNode tasks = run.putObject("tasks");
        task(tasks, "0", "start", "Start", "Completed");
        task(tasks, MANUAL_TASK, "regular", "Review", "Waiting");
        task(tasks, "2", "title", "Done", "New");
        runs.put(incidentId, run);
        return "waiting";
    }

    static ObjectNode task(ObjectNode tasks, String id, String type, String name, String state) {
        ObjectNode task = tasks.putObject(id);
        task.put("id", id);
        task.put("type", type);
        task.put("state", state);
        task.put("input", "");
        task.put("comment", "");
        task.put("assignee", "");
        task.put("dueDate", XsoarTimes.NEVER);
        task.putNull("notes");
        task.putObject("task").put("id", id).put("name", name);
        return task;
    }

    /** The run, or null when no playbook runs there. */
    ObjectNode find(String incidentId) {
        return runs.get(incidentId);
    }

    void clear() {
        runs.clear();
        starts.clear();
        names.clear();
        names.putAll(STOCK);
    }
}
