package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.support.Json;
import java.util.List;

/** Starting playbooks, watching them, and working on their tasks. */
final class XsoarPlaybooks {
    private final SimulatorClock clock;
    private final IncidentStore incidents;
    private final XsoarInvestigations investigations;
    private final PlaybookRuns runs;

    XsoarPlaybooks(
            SimulatorClock clock, IncidentStore incidents, XsoarInvestigations investigations, PlaybookRuns runs) {
        this.clock = clock;
        this.incidents = incidents;
        this.investigations = investigations;
        this.runs = runs;
    }

    void register(RouteTable routes) {
        routes.postBodyless("/inv-playbook/new/{playbook}/{incident}", this::start);
        routes.get("/inv-playbook/{incident}", request -> Reply.json(200, run(request.id())));
        routes.post("/investigation/{id}/workplan/tasks", this::tasks);
        routes.post("/inv-playbook/task/complete", this::completeByForm);
        routes.post("/v2/inv-playbook/task/complete", this::completeByForm);
        routes.post("/inv-playbook/task/complete/simple", request -> complete(info(request, "input")));
        routes.post("/inv-playbook/task/uncomplete", this::uncomplete);
        routes.post("/inv-playbook/task/note/add", this::note);
        routes.post("/inv-playbook/task/assign", this::assign);
        routes.post("/inv-playbook/task/due", this::due);
        routes.post("/inv-playbook/task/add/{inv}", this::add);
        routes.post("/inv-playbook/task/edit/{inv}", this::edit);
        routes.postBodyless("/inv-playbook/task/delete/{inv}/{task}", this::delete);
        routes.post("/v2/inv-playbook/task/form/submit", this::completeByForm);
    }

    private ObjectNode run(String incidentId) {
        ObjectNode run = runs.find(incidentId);
        if (run == null) {
            throw investigations.none(incidentId);
        }
        return run;
    }

    private record TaskInfo(String investigation, String task, String input, String comment) {}

    private Reply start(Request request) {
        String playbook = request.ids().get(0);
        XsoarIncident incident = incidents.find(request.ids().get(1));
        if (incident == null || !incident.isOpened()) {
            throw investigations.none(request.ids().get(1));
        }
        if (runs.isTooSoon(incident.id())) {
            return XsoarErrors.status(403, "Could not find investigations [" + incident.id() + "]");
        }
        investigations.requirePlaybook(playbook);
        String state = runs.start(incident.id(), playbook, XsoarTimes.text(clock.instant()));
        ObjectNode own = incident.own().deepCopy();
        own.put("playbookId", playbook);
        own.put("runStatus", state);
        incidents.replace(incident, own);
        return Reply.json(200, run(incident.id()));
    }

    private Reply tasks(Request request) {
        List<String> states = AnyCase.texts(request.json(), "states");
        List<String> types = AnyCase.texts(request.json(), "types");
        ArrayNode found = Json.mapper().createArrayNode();
        for (JsonNode task : run(request.id()).get("tasks")) {
            if ((states.isEmpty() || states.contains(task.get("state").asText()))
                    && (types.isEmpty() || types.contains(task.get("type").asText()))) {
                found.add(task);
            }
        }
        return Reply.json(200, found);
    }

    private TaskInfo info(Request request, String inputKey) {
        JsonNode body = request.json();
        return new TaskInfo(
                AnyCase.text(body, "invId"),
                AnyCase.text(body, "inTaskID"),
                AnyCase.text(body, inputKey),
                AnyCase.text(body, "comment"));
    }

    private Reply completeByForm(Request request) {
        Call call = request.call();
        if (!call.isMultipart()) {
            throw XsoarErrors.failed(400, "request Content-Type isn't multipart/form-data");
        }
        return complete(new TaskInfo(
                call.formText("investigationId", ""),
                call.formText("taskId", ""),
                call.formText("taskInput", ""),
                call.formText("taskComment", call.formText("fileComment", ""))));
    }

    private Reply complete(TaskInfo info) {
        ObjectNode task = task(info.investigation(), info.task());
        if (task.get("state").asText().equals("Completed")) {
            throw XsoarErrors.failed(400, "Task is completed already");
        }
        task.put("state", "Completed");
        task.put("input", info.input());
        task.put("comment", info.comment());
        return changed(info.investigation());
    }

    private Reply uncomplete(Request request) {
        TaskInfo info = info(request, "input");
        task(info.investigation(), info.task()).put("state", "Waiting");
        return changed(info.investigation());
    }

    private Reply note(Request request) {
        TaskInfo info = info(request, "input");
        ObjectNode task = task(info.investigation(), info.task());
        ArrayNode notes = task.get("notes") instanceof ArrayNode list ? list : task.putArray("notes");
        notes.add(info.input().isEmpty() ? info.comment() : info.input());
        return changed(info.investigation());
    }

    private Reply assign(Request request) {
        TaskInfo info = info(request, "assignee");
        task(info.investigation(), info.task()).put("assignee", info.input());
        return changed(info.investigation());
    }

    private Reply due(Request request) {
        TaskInfo info = info(request, "date");
        String date = info.input().isEmpty() ? XsoarTimes.NEVER : info.input();
        task(info.investigation(), info.task()).put("dueDate", date);
        return changed(info.investigation());
    }

    private Reply add(Request request) {
        ObjectNode tasks = (ObjectNode) run(request.id()).get("tasks");
        String id = Integer.toString(tasks.size());
        PlaybookRuns.task(tasks, id, "regular", AnyCase.text(request.json(), "name"), "New");
        return changed(request.id());
    }

    private Reply edit(Request request) {
        String name = AnyCase.text(request.json(), "name");
        ObjectNode task = task(request.id(), AnyCase.text(request.json(), "neighborInvPBTaskId"));
        if (!name.isEmpty()) {
            ((ObjectNode) task.get("task")).put("name", name);
        }
        return changed(request.id());
    }

    private Reply delete(Request request) {
        String investigation = request.ids().get(0);
        String id = request.ids().get(1);
        task(investigation, id);
        ((ObjectNode) run(investigation).get("tasks")).remove(id);
        return changed(investigation);
    }

    private ObjectNode task(String investigation, String id) {
        if (run(investigation).get("tasks").get(id) instanceof ObjectNode task) {
            return task;
        }
        throw XsoarErrors.failed(400, "Could not find task " + id);
    }

    /** The run ends when nothing of it waits for a person; the incident follows. */
    private Reply changed(String investigation) {
        ObjectNode run = run(investigation);
        boolean waits = false;
        for (JsonNode task : run.get("tasks")) {
            boolean manual = task.get("type").asText().equals("regular");
            waits |= manual && !task.get("state").asText().equals("Completed");
        }
        if (run.get("tasks").get("2") instanceof ObjectNode end) {
            end.put("state", waits ? "New" : "Completed");
        }
        String state = waits ? "waiting" : "completed";
        run.put("version", run.get("version").asLong() + 1);
        boolean stateChanged = !run.get("state").asText().equals(state);
        run.put("state", state);
        XsoarIncident incident = incidents.find(investigation);
        if (stateChanged && incident != null) {
            ObjectNode own = incident.own().deepCopy();
            own.put("runStatus", state);
            incidents.replace(incident, own);
        }
        return Reply.json(200, run);
    }
}
