package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.splunk.Column.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a filter's name says: a column, through other tables where it crosses a reference, into JSON where the column holds some, and
 * the lookup at its end.
 */
final class FieldPath {
    private static final Set<String> LOOKUPS = Set.of(
            "exact",
            "iexact",
            "contains",
            "icontains",
            "startswith",
            "istartswith",
            "endswith",
            "iendswith",
            "gt",
            "gte",
            "lt",
            "lte",
            "in",
            "range",
            "regex",
            "iregex",
            "isnull",
            "year",
            "month",
            "day",
            "hour");

    private final Database database;
    private final List<String> hops = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final String name;
    private final Table start;
    private Table table;
    private String column;
    private String lookup = "";

    /** @throws SplunkFailure when there is no such column */
    FieldPath(Database database, Table table, String name) {
        this.database = database;
        this.start = table;
        this.table = table;
        this.name = name;
        String[] parts = name.split("__", -1);
        for (int i = 0; i < parts.length; i++) {
            take(parts[i], i == parts.length - 1);
        }
        if (column == null) {
            throw unknown(name);
        }
    }

    private void take(String part, boolean last) {
        if (column == null) {
            column = table.columnOf(part);
            if (column == null) {
                throw unknown(part);
            }
        } else if (last && LOOKUPS.contains(part)) {
            lookup = part;
        } else if (kind() == Kind.JSON) {
            keys.add(part);
        } else if (kind() == Kind.REFERENCE) {
            hops.add(column);
            table = database.table(table.columns().get(column).target());
            column = null;
            take(part, false);
        } else {
            throw unknown(part);
        }
    }

    private static SplunkFailure unknown(String part) {
        return SplunkFailure.badRequest("Cannot resolve keyword '" + part + "' into field");
    }

    Kind kind() {
        return table.columns().get(column).kind();
    }

    String name() {
        return name;
    }

    /** Whether the value is a whole JSON column, which is searched as a text. */
    boolean isDocument() {
        return kind() == Kind.JSON && keys.isEmpty();
    }

    boolean isInsideJson() {
        return !keys.isEmpty();
    }

    /** Empty when none was written. */
    String lookup() {
        return lookup;
    }

    /** The table that a name of a {@link Kind#NAMED} column is listed in. */
    Table names() {
        return database.table(table.columns().get(column).target());
    }

    /** Missing when nothing is there. */
    JsonNode read(ObjectNode row) {
        ObjectNode at = row;
        Table in = start;
        for (String hop : hops) {
            in = database.table(in.columns().get(hop).target());
            at = in.get(at.path(hop));
            if (at == null) {
                return MissingNode.getInstance();
            }
        }
        JsonNode value = at.path(column);
        for (String key : keys) {
            value = value.isArray() && key.matches("\\d{1,6}") ? value.path(Integer.parseInt(key)) : value.path(key);
        }
        return value.isNull() ? MissingNode.getInstance() : value;
    }
}
