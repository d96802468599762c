package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.splunk.Column.Kind;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A record as a read shows it: without costly columns unless asked for, with companions when it shall be pretty. */
final class RowView {
    private static final Map<String, List<String>> EXPENSIVE =
            Map.of("app_run", List.of("result_data"), "playbook", List.of("python", "coa_data"));

    private final Database database;
    private final Vault vault;

    RowView(Database database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** As a row of a list, where costly columns are left out unless asked for. */
    ObjectNode listed(Table table, ObjectNode row, MultiMap query) {
        ObjectNode shown = of(table, row, query);
        if (!query.contains("include_expensive")) {
            shown.remove(EXPENSIVE.getOrDefault(table.name(), List.of()));
        }
        return shown;
    }

    ObjectNode of(Table table, ObjectNode row, MultiMap query) {
        ObjectNode shown = row.deepCopy();
        shown.remove("token");
        if (query.contains("pretty")) {
            table.columns().forEach((name, column) -> companion(shown, name, column));
            if (table.name().equals("container_attachment")) {
                vault.describe(shown);
            }
        }
        return shown;
    }

    private void companion(ObjectNode shown, String name, Column column) {
        String value = shown.path(name).asText();
        if (shown.path(name).isNull()) {
            return;
        }
        if (column.kind() == Kind.TIME) {
            Instant time = Times.read(value);
            shown.put("_pretty_" + name, time == null ? value : Times.ago(time, database.instant()));
        } else if (column.kind() == Kind.REFERENCE) {
            ObjectNode target = database.table(column.target()).get(value);
            shown.put("_pretty_" + name, target == null ? "" : title(target));
        }
    }

    private static String title(ObjectNode target) {
        for (String key : new String[] {"name", "username", "action", "hash"}) {
            if (target.path(key).isTextual()) {
                return target.path(key).asText();
            }
        }
        return target.path("id").asText();
    }
}
