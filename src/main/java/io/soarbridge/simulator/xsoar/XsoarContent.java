package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Custom content: the bundle, playbooks as YAML, packs. Answers that nobody has published are the least that works. */
final class XsoarContent {
    private static final Pattern ID = Pattern.compile("(?m)^id:\\s*[\"']?(.+?)[\"']?\\s*$");
    private static final Pattern NAME = Pattern.compile("(?m)^name:\\s*[\"']?(.+?)[\"']?\\s*$");

    private final PlaybookRuns playbooks;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> packs = new LinkedHashMap<>();

    XsoarContent(PlaybookRuns playbooks) {
        this.playbooks = playbooks;
    }

    void register(RouteTable routes) {
        routes.get("/content/bundle", this::bundle);
        routes.post("/content/bundle", this::addToBundle);
        routes.post("/playbook/search", this::search);
        routes.post("/playbook/save/yaml", this::savePlaybook);
        routes.post("/playbook/import", this::savePlaybook);
        routes.get("/playbook/{id}/yaml", this::playbook);
        routes.postBodyless("/playbook/attach/{id}", this::known);
        routes.postBodyless("/playbook/detach/{id}", this::known);
        routes.post("/playbook/delete", this::deletePlaybook);
        routes.get("/contentpacks/metadata/installed", request -> Reply.json(200, installed()));
        routes.get("/contentpacks/installed-expired", request -> Reply.json(200, installed()));
        routes.post("/contentpacks/installed/upload", this::install);
        routes.post("/contentpacks/marketplace/search", request -> Reply.json(200, none("packs")));
        routes.get("/layouts", request -> Reply.json(200, Json.mapper().nullNode()));
        routes.get("/preprocess/rules", request -> Reply.json(200, Json.mapper().nullNode()));
        routes.get("/user/commands", request -> Reply.json(200, array()));
    }

    private static ArrayNode array() {
        return Json.mapper().createArrayNode();
    }

    private static ObjectNode none(String rows) {
        ObjectNode answer = Json.mapper().createObjectNode().put("total", 0);
        answer.set(rows, array());
        return answer;
    }

    private Reply bundle(Request request) {
        return EntryFiles.download("content-bundle.tar.gz", TarArchive.gzipped(files));
    }

    private Reply addToBundle(Request request) {
        EntryFiles.Stored file = EntryFiles.uploaded(request.call());
        files.put(file.name(), file.content());
        return Reply.json(200, Json.mapper().createObjectNode());
    }

    private Reply search(Request request) {
        String query = AnyCase.text(request.json(), "query");
        String wanted = query.matches("(?i)(hidden|deprecated|system):.*")
                ? ""
                : query.replaceFirst("(?i)^name:", "").replace("\"", "");
        ArrayNode found = array();
        playbooks.names().forEach((id, name) -> {
            if (wanted.isEmpty() || TermMatch.prose(name, wanted)) {
                found.addObject().put("id", id).put("name", name).put("version", 1);
            }
        });
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("total", found.size());
        answer.set("playbooks", found.isEmpty() ? Json.mapper().nullNode() : found);
        return Reply.json(200, answer);
    }

    private Reply savePlaybook(Request request) {
        EntryFiles.Stored file = EntryFiles.uploaded(request.call());
        String yaml = new String(file.content(), StandardCharsets.UTF_8);
        Matcher id = ID.matcher(yaml);
        Matcher name = NAME.matcher(yaml);
        if (!name.find()) {
            throw XsoarErrors.failed(400, "the playbook has no name");
        }
        String key = id.find() ? id.group(1) : name.group(1);
        playbooks.add(key, name.group(1));
        files.put("playbook-" + key + ".yml", file.content());
        return Reply.json(200, described(key));
    }

    private ObjectNode described(String id) {
        return Json.mapper()
                .createObjectNode()
                .put("id", id)
                .put("version", 1)
                .put("name", playbooks.names().get(id));
    }

    private Reply playbook(Request request) {
        requireKnown(request.id());
        byte[] own = files.get("playbook-" + request.id() + ".yml");
        String made = "id: %s%nname: %s%nstarttaskid: \"0\"%ntasks: {}%n"
                .formatted(request.id(), playbooks.names().get(request.id()));
        return EntryFiles.download(request.id() + ".yml", own == null ? made.getBytes(StandardCharsets.UTF_8) : own);
    }

    private Reply known(Request request) {
        requireKnown(request.id());
        return Reply.json(200, described(request.id()));
    }

    private void requireKnown(String id) {
        if (!playbooks.isKnown(id)) {
            throw XsoarErrors.itemNotFound();
        }
    }

    private Reply deletePlaybook(Request request) {
        String id = AnyCase.text(request.json(), "id");
        requireKnown(id);
        playbooks.remove(id);
        files.remove("playbook-" + id + ".yml");
        return Reply.json(200, Json.mapper().createObjectNode());
    }

    private Reply install(Request request) {
        String name = EntryFiles.uploaded(request.call()).name().replaceFirst("\\.zip$", "");
        packs.put(name, "1.0.0");
        return Reply.json(200, installed());
    }

    private JsonNode installed() {
        ArrayNode rows = array();
        packs.forEach((name, version) -> rows.addObject()
                .put("id", name)
                .put("name", name)
                .put("currentVersion", version)
                .put("author", "")
                .put("updateAvailable", false));
        return rows;
    }

    void clear() {
        files.clear();
        packs.clear();
    }
}
