package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.util.List;
import java.util.Map;

/** Milestones, and rows of data tables. */
final class Records {
    private static final String MILESTONE = "/incidents/{id}/milestones/{milestone}";

    private final IncidentWriter writer;
    private final List<String> columns;

    Records(Switches set, IncidentWriter writer) {
        this.writer = writer;
        this.columns = set.words("table-columns");
    }

    void register(OrgRoutes routes) {
        String row = "/incidents/{id}/table_data/{table}/row_data/{row}";
        routes.get("/incidents/{id}/milestones", Records::milestones);
        routes.post("/incidents/{id}/milestones", this::addMilestone);
        routes.get(MILESTONE, ask -> Reply.json(200, milestone(ask)));
        routes.put(MILESTONE, this::changeMilestone);
        routes.delete(MILESTONE, Records::deleteMilestone);
        routes.get("/incidents/{id}/table_data", this::tables);
        routes.get("/incidents/{id}/table_data/{table}", ask -> Reply.json(200, table(ask)));
        routes.post("/incidents/{id}/table_data/{table}/row_data", this::addRow);
        routes.get(row, ask -> Reply.json(200, shown(ask, row(ask))));
        routes.put(row, this::changeRow);
        routes.delete(row, Records::deleteRow);
    }

    private static Reply milestones(Ask ask) {
        ArrayNode list = Json.mapper().createArrayNode();
        ask.org().milestones.of(ask.incident()).forEach(list::add);
        return Reply.json(200, list);
    }

    private Reply addMilestone(Ask ask) {
        ObjectNode incident = ask.incident();
        ObjectNode milestone = writer.object();
        fill(milestone, ask.object());
        milestone
                .put("inc_id", incident.path("id").asLong())
                .put("inc_name", incident.path("name").asText());
        milestone.put("create_date", writer.now());
        writer.touchTime(incident);
        return Reply.json(200, ask.org().milestones.add(milestone));
    }

    private static void fill(ObjectNode milestone, ObjectNode body) {
        if (body.path("title").asText().isBlank() || !body.path("date").isIntegralNumber()) {
            throw QradarStatus.fieldRequired(body.path("title").asText().isBlank() ? "title" : "date");
        }
        milestone.set("date", body.path("date"));
        milestone.set("title", body.path("title"));
        milestone.set("description", Artifacts.nullable(body.path("description")));
    }

    private static ObjectNode milestone(Ask ask) {
        return ask.org().milestones.need(ask.incident(), ask.ids().get(1));
    }

    private Reply changeMilestone(Ask ask) {
        ObjectNode milestone = milestone(ask);
        fill(milestone, ask.object());
        writer.touchTime(ask.incident());
        return Reply.json(200, milestone);
    }

    private static Reply deleteMilestone(Ask ask) {
        ask.org().milestones.remove(milestone(ask));
        return QradarStatus.done();
    }

    private Reply tables(Ask ask) {
        ObjectNode all = Json.mapper().createObjectNode();
        all.set(Integer.toString(Types.TABLE_ID), table(ask));
        return Reply.json(200, all);
    }

    private ObjectNode table(Ask ask) {
        ObjectNode incident = ask.incident();
        if (ask.ids().size() > 1) {
            needTable(ask.ids().get(1));
        }
        ObjectNode table = Json.mapper().createObjectNode();
        table.put("id", Types.TABLE_ID).put("type_id", 8).put("type_name", Types.TABLE);
        table.put("inc_id", incident.path("id").asLong());
        ArrayNode rows = table.putArray("rows");
        ask.org().tableRows.of(incident).forEach(one -> rows.add(shown(ask, one)));
        return table;
    }

    private static void needTable(String name) {
        if (!name.equals(Types.TABLE) && !name.equals(Integer.toString(Types.TABLE_ID))) {
            throw QradarStatus.failure(404, "Unable to find Data table with ID %s".formatted(name));
        }
    }

    private Reply addRow(Ask ask) {
        ObjectNode incident = ask.incident();
        needTable(ask.ids().get(1));
        ObjectNode row = writer.object();
        row.put("type_id", Types.TABLE_ID)
                .put("inc_id", incident.path("id").asLong())
                .put("version", 1);
        row.set("cells", cells(ask.object().path("cells")));
        writer.touchTime(incident);
        return Reply.json(200, shown(ask, ask.org().tableRows.add(row)));
    }

    /** A cell for each column, by the column's number, or by its name when names are wanted; what is empty has no value. */
    private ObjectNode shown(Ask ask, ObjectNode row) {
        ObjectNode shown = row.deepCopy();
        ObjectNode cells = shown.putObject("cells");
        for (String column : columns) {
            String id = Integer.toString(Types.column(columns, column));
            boolean named = ask.form().handles().equals("names");
            ObjectNode cell = cells.putObject(named ? column : id);
            cell.put("row_id", row.path("id").asLong()).put("id", named ? column : id);
            JsonNode value = row.path("cells").path(column);
            if (!value.isMissingNode() && !value.isNull()) {
                cell.set("value", value);
            }
        }
        return shown;
    }

    /** Columns by name or number, to values. */
    private ObjectNode cells(JsonNode written) {
        ObjectNode cells = Json.mapper().createObjectNode();
        for (Map.Entry<String, JsonNode> one : written.properties()) {
            String column = columns.stream()
                    .filter(name -> name.equals(one.getKey())
                            || Integer.toString(Types.column(columns, name)).equals(one.getKey()))
                    .findFirst()
                    .orElseThrow(() -> QradarStatus.failure(400, "Unable to find field %s.".formatted(one.getKey())));
            cells.set(column, Artifacts.nullable(one.getValue().path("value")));
        }
        return cells;
    }

    private static ObjectNode row(Ask ask) {
        needTable(ask.ids().get(1));
        return ask.org().tableRows.need(ask.incident(), ask.ids().get(2));
    }

    private Reply changeRow(Ask ask) {
        ObjectNode row = row(ask);
        row.withObject("/cells").setAll(cells(ask.object().path("cells")));
        row.put("version", row.path("version").asInt() + 1);
        return Reply.json(200, shown(ask, row));
    }

    private static Reply deleteRow(Ask ask) {
        ask.org().tableRows.remove(row(ask));
        return QradarStatus.done();
    }
}
