package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import java.util.Locale;
import java.util.Set;

/** The instance itself and its vocabulary: version, settings, labels, statuses, severities, assets, users. */
final class Directory {
    private static final int MOST_STATUSES = 10;
    private static final Set<String> STATUS_TYPES = Set.of("new", "open", "resolved");

    private final Database database;

    Directory(Database database) {
        this.database = database;
    }

    void register(RouteTable routes) {
        routes.get("/version", request -> Answers.ok(Answers.object().put("version", "8.5.0.248")));
        routes.get("/system_info", this::systemInfo);
        routes.get("/system_settings", request -> Answers.ok(settings()));
        routes.get("/license", this::license);
        routes.get("/health", request -> Answers.ok(Answers.object().put("status", "ok")));
        routes.get(
                "/feature_flag/{id}",
                request -> Answers.ok(Answers.object().put("name", request.id()).put("enabled", true)));
        routes.get("/user_settings", request -> Answers.ok(me()));
        routes.post("/user_settings", request -> Answers.ok(Answers.success()));
        routes.get("/container_options", this::options);
        routes.post("/system_settings/events", this::label);
        routes.post("/container_status", this::status);
        routes.post("/severity", this::severity);
        routes.post("/asset", request -> asset(request, null));
        routes.post("/asset/{id}", request -> asset(request, request.id()));
        routes.add("DELETE", "/asset/{id}", request -> remove("asset", request), true);
        routes.post("/ph_user", this::user);
        routes.post("/role", request -> role(request, null));
        routes.post("/role/{id}", request -> role(request, editable(request)));
        routes.add("DELETE", "/role/{id}", this::disable, true);
        routes.get("/ph_user/{id}/token", this::token);
        routes.add("DELETE", "/ph_user/{id}", this::deactivate, true);
    }

    private Reply systemInfo(Request request) {
        String host = request.call().header("Host");
        return Answers.ok(Answers.object()
                .put("base_url", "https://" + (host == null ? "localhost" : host))
                .put("time_zone", "UTC")
                .put("machine_id", "simulator"));
    }

    /** One object for each page of the administration. */
    private static ObjectNode settings() {
        ObjectNode settings = Answers.object().put("company_name", "Simulated");
        settings.putObject("company_info_settings").put("company_name", "Simulated");
        settings.putObject("audit_trail_settings");
        return settings;
    }

    /** The vendor's app for its search engine takes name and roles of whoever asks from here. */
    private ObjectNode me() {
        ObjectNode user = database.table("ph_user").get(database.actor());
        ObjectNode me = Answers.object().put("show_onboarding", false);
        for (String key : new String[] {"id", "username", "first_name", "last_name", "email", "type", "roles"}) {
            me.set(key, user.get(key));
        }
        return me;
    }

    private Reply license(Request request) {
        ObjectNode license = Answers.object().put("status", "valid").put("current_usage", 0);
        license.putObject("license_info").put("maximum_actions_per_day", 100);
        return Answers.ok(license);
    }

    private Reply options(Request request) {
        ObjectNode options = Answers.object();
        ArrayNode labels = options.putArray("label");
        database.labels().forEach(labels::add);
        for (String table : new String[] {"severity", "container_status"}) {
            ArrayNode names = options.putArray(table.equals("severity") ? table : "status");
            database.table(table).all().forEach(row -> names.add(row.get("name")));
        }
        ArrayNode sensitivities = options.putArray("sensitivity");
        for (String word : new String[] {"white", "green", "amber", "red"}) {
            sensitivities.add(word);
        }
        options.putArray("tags");
        return Answers.ok(options);
    }

    private Reply label(Request request) {
        Input input = new Input(database, request.json(), Answers.object());
        input.require("label_name");
        String name = request.json().path("label_name").asText().toLowerCase(Locale.ROOT);
        if (input.flag("add_label", false)) {
            database.labels().add(name);
        } else if (input.flag("remove_label", false) && !database.labels().remove(name)) {
            throw SplunkFailure.notFound("Label");
        }
        return Answers.ok(Answers.success());
    }

    private Reply status(Request request) {
        String name = request.json().path("name").asText();
        String type = request.json().path("status_type").asText();
        Table statuses = database.table("container_status");
        if (!name.matches("[A-Za-z0-9_-]{1,20}") || !STATUS_TYPES.contains(type)) {
            throw SplunkFailure.badRequest("Invalid status name or type");
        }
        if (statuses.named(name) != null || statuses.all().size() >= MOST_STATUSES) {
            throw SplunkFailure.badRequest("Status exists, or there are " + MOST_STATUSES + " already");
        }
        return Answers.ok(Answers.success(Seeds.status(database, name, type)));
    }

    private Reply severity(Request request) {
        String name = request.json().path("name").asText();
        if (name.isBlank() || database.table("severity").named(name) != null) {
            throw SplunkFailure.badRequest("Invalid severity name");
        }
        ObjectNode row =
                Answers.object().put("name", name).put("is_default", false).put("disabled", false);
        return Answers.ok(Answers.success(
                database.table("severity").insert(row).path("id").asLong()));
    }

    /** Replaces the record as a whole, or polls the source. */
    private Reply asset(Request request, String id) {
        Table assets = database.table("asset");
        ObjectNode stored = id == null ? null : assets.get(id);
        if (id != null && stored == null) {
            throw SplunkFailure.notFound("Asset");
        }
        Input first = new Input(database, request.json(), Answers.object());
        if (stored != null && first.flag("ingest_now", false)) {
            return Answers.ok(Answers.object().put("received", true).put("poll_id", 1));
        }
        ObjectNode row = Answers.object();
        Input input = new Input(database, request.json(), row);
        input.require("name");
        input.texts("name", "description", "product_name", "product_vendor", "type")
                .objects("configuration")
                .arrays("tags", "tenants")
                .reference("app", "app");
        row.put("name", row.path("name").asText().toLowerCase(Locale.ROOT)).put("version", 1);
        if (stored == null) {
            return Answers.ok(Answers.success(assets.insert(row).path("id").asLong()));
        }
        assets.columns().keySet().stream().filter(key -> !key.equals("id")).forEach(stored::putNull);
        stored.setAll(row);
        return Answers.ok(Answers.success(stored.path("id").asLong()));
    }

    private Reply remove(String table, Request request) {
        ObjectNode stored = database.table(table).get(request.id());
        if (stored == null) {
            throw SplunkFailure.notFound("Record");
        }
        database.table(table).remove(stored.path("id").asLong());
        return Answers.ok(Answers.success());
    }

    /** A token is made with an automation user, and never told. */
    private Reply user(Request request) {
        ObjectNode row = Answers.object().put("type", "normal").put("is_active", true);
        Input input = new Input(database, request.json(), row);
        input.require("username");
        input.texts("username", "email", "first_name", "last_name", "type").arrays("roles");
        Table users = database.table("ph_user");
        String name = row.path("username").asText();
        if (users.first(user -> user.path("username").asText().equals(name)) != null) {
            throw SplunkFailure.badRequest("A user named \"" + name + "\" exists already");
        }
        return Answers.ok(Answers.success(users.insert(row).path("id").asLong()));
    }

    private Reply role(Request request, ObjectNode stored) {
        ObjectNode row =
                stored == null ? Answers.object().put("immutable", false).put("disabled", false) : stored;
        Input input = new Input(database, request.json(), row);
        if (stored == null) {
            input.require("name");
        }
        input.texts("name", "description").arrays("permissions", "users");
        ObjectNode kept = stored == null ? database.table("role").insert(row) : stored;
        return Answers.ok(Answers.success(kept.path("id").asLong()));
    }

    private ObjectNode editable(Request request) {
        ObjectNode role = database.table("role").get(request.id());
        if (role == null || role.path("disabled").asBoolean()) {
            throw SplunkFailure.notFound("Role");
        }
        if (role.path("immutable").asBoolean()) {
            throw SplunkFailure.badRequest("Role cannot be changed");
        }
        return role;
    }

    /** A deleted role leaves the lists and can still be read by its id. */
    private Reply disable(Request request) {
        editable(request).put("disabled", true);
        return Answers.ok(Answers.success());
    }

    /** Never in clear. */
    private Reply token(Request request) {
        if (database.table("ph_user").get(request.id()) == null) {
            throw SplunkFailure.notFound("User");
        }
        ObjectNode token = Answers.object().put("key", "pbkdf2_sha256$simulated");
        token.putNull("expires_on");
        return Answers.ok(token);
    }

    private Reply deactivate(Request request) {
        ObjectNode user = database.table("ph_user").get(request.id());
        if (user == null) {
            throw SplunkFailure.notFound("User");
        }
        user.put("is_active", false);
        return Answers.ok(Answers.success());
    }
}
