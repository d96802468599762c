package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/** What apps can do: the actions of one, and all apps, assets and actions at once, from which bots build their menus. */
final class AppCatalog {
    private final Database database;

    AppCatalog(Database database) {
        this.database = database;
    }

    void register(RouteTable routes, ListQuery lists) {
        routes.get("/cef_metadata", request -> Answers.ok(cef()));
        routes.get("/build_action", request -> Answers.ok(everything()));
        routes.get("/app/{id}/actions", request -> {
            long id = existing(request).path("id").asLong();
            Table actions = database.table("app_action");
            return Answers.ok(lists.envelope(
                    actions, actions.where("app", id), request.call().query()));
        });
        routes.post("/app", this::install);
        routes.postBodyless("/app_download/{id}", this::download);
    }

    private ObjectNode cef() {
        ObjectNode all = Answers.object();
        ObjectNode fields = all.putObject("cef");
        Set<String> kinds = new TreeSet<>();
        for (ObjectNode field : database.table("cef").all()) {
            fields.putObject(field.path("name").asText()).set("contains", field.get("contains"));
            field.path("contains").forEach(kind -> kinds.add(kind.asText()));
        }
        kinds.forEach(all.putArray("all_contains")::add);
        return all;
    }

    private ObjectNode everything() {
        ObjectNode all = Answers.object();
        ArrayNode apps = all.putArray("apps");
        database.table("app").all().forEach(app -> apps.add(app.deepCopy()));
        ArrayNode assets = all.putArray("assets");
        for (ObjectNode asset : database.table("asset").all()) {
            ObjectNode shown = asset.deepCopy();
            shown.putArray("apps").add(asset.get("app"));
            assets.add(shown);
        }
        ArrayNode actions = all.putArray("actions");
        database.table("app_action").all().forEach(action -> actions.add(action.deepCopy()));
        return all;
    }

    private Reply install(Request request) {
        new Input(database, request.json(), Answers.object()).require("app");
        return Answers.ok(Answers.success(23).put("message", "App is there already"));
    }

    private Reply download(Request request) {
        byte[] content = ("archive of " + existing(request).path("name").asText()).getBytes(StandardCharsets.UTF_8);
        return Reply.bytes(200, "application/x-gzip", content);
    }

    private ObjectNode existing(Request request) {
        ObjectNode app = database.table("app").get(request.id());
        if (app == null) {
            throw SplunkFailure.notFound("App");
        }
        return app;
    }
}
