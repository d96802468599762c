package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.simulator.SimulatorClock;
import io.soarbridge.simulator.xsoar.XsoarKeys.Key;
import io.soarbridge.support.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Keys, users and roles: {@code {"request_data":{…}}} in, {@code {"reply":…}} out. Version 6 has lists of its own. */
final class XsoarAccess {
    private static final String PLATFORM = "/public_api/v1";
    private static final Duration USUAL_LIFE = Duration.ofDays(7);
    private static final Duration LONGEST_LIFE = Duration.ofDays(183);
    private static final String USER = "analyst@example.com";

    private final boolean version8;
    private final SimulatorClock clock;
    private final XsoarKeys keys;
    private List<String> roles = List.of(XsoarKeys.FULL);

    XsoarAccess(boolean version8, SimulatorClock clock, XsoarKeys keys) {
        this.version8 = version8;
        this.clock = clock;
        this.keys = keys;
    }

    void register(RouteTable routes) {
        routes.get(PLATFORM + "/healthcheck", request -> Reply.json(200, object().put("status", "available")));
        routes.post(PLATFORM + "/api_keys/get_api_keys", request -> reply(keys()));
        routes.post(PLATFORM + "/api_keys/generate", this::generate);
        routes.post(PLATFORM + "/api_keys/delete", this::delete);
        routes.post(PLATFORM + "/rbac/get_users", request -> reply(users()));
        routes.post(PLATFORM + "/rbac/get_roles", this::roles);
        routes.post(PLATFORM + "/rbac/get_user_group", request -> reply(array()));
        routes.post(PLATFORM + "/rbac/set_user_role", this::setRole);
        routes.postBodyless(
                PLATFORM + "/indicators/delete",
                request -> XsoarErrors.gateway(402, "A license is required for this feature"));
        routes.get("/users", request -> Reply.json(200, version8 ? users() : array().add(user(USER, roles))));
        routes.post("/users/update", this::updateUser);
        routes.get(
                "/roles",
                request -> Reply.json(200, array().add(role(XsoarKeys.FULL)).add(role(XsoarKeys.READ_ONLY))));
        routes.get("/user_groups", request -> Reply.json(200, array()));
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    private static ArrayNode array() {
        return Json.mapper().createArrayNode();
    }

    private static Reply reply(JsonNode content) {
        return Reply.json(200, object().set("reply", content));
    }

    private static ObjectNode asked(Request request) {
        return AnyCase.object(request.json(), "request_data");
    }

    private ArrayNode keys() {
        ArrayNode rows = array();
        keys.all().forEach(key -> rows.add(described(key)));
        return rows;
    }

    private static ObjectNode described(Key key) {
        ObjectNode row = object();
        row.set("id", number(key.id()));
        row.put("creation_time", key.created().toEpochMilli());
        row.putArray("roles").add(key.role());
        row.put("comment", "");
        if (key.expires() == null) {
            row.putNull("expiration");
        } else {
            row.put("expiration", key.expires().toEpochMilli());
        }
        return row;
    }

    private static JsonNode number(String id) {
        return id.matches("[0-9]{1,18}")
                ? Json.mapper().getNodeFactory().numberNode(Long.parseLong(id))
                : Json.mapper().getNodeFactory().textNode(id);
    }

    private Reply generate(Request request) {
        ObjectNode asked = asked(request);
        Instant now = clock.instant();
        long until = AnyCase.number(asked, "expiration", 0);
        Instant expires = until <= 0 ? now.plus(USUAL_LIFE) : Instant.ofEpochMilli(until);
        if (expires.isAfter(now.plus(LONGEST_LIFE))) {
            return XsoarErrors.gateway(500, "expiration is too far in the future");
        }
        List<String> roles = AnyCase.texts(asked, "roles");
        boolean readOnly = roles.contains(XsoarKeys.READ_ONLY);
        boolean advanced = AnyCase.text(asked, "security_level").equalsIgnoreCase("advanced");
        Key key = new Key(
                keys.nextId(),
                UUID.randomUUID().toString().replace("-", ""),
                XsoarKeys.kind(advanced),
                readOnly ? XsoarKeys.READ_ONLY : XsoarKeys.FULL,
                now,
                expires);
        keys.add(key);
        return reply(described(key).put("api_key", key.value()));
    }

    private Reply delete(Request request) {
        List<String> ids = AnyCase.texts(asked(request), "ids");
        boolean all = !ids.isEmpty() && ids.stream().allMatch(keys::remove);
        return all ? reply(Json.mapper().getNodeFactory().booleanNode(true)) : XsoarErrors.gateway(500, "no such key");
    }

    private ArrayNode users() {
        ArrayNode rows = array();
        ObjectNode user = rows.addObject();
        user.put("user_email", USER);
        user.put("user_first_name", "Ana");
        user.put("user_last_name", "Lyst");
        user.put("role_name", roles.get(0));
        return rows;
    }

    /** A user as version 6 describes it: its roles are lists by name. */
    static ObjectNode user(String name, List<String> roles) {
        ObjectNode user = object().put("id", name).put("version", 1).put("username", name);
        user.put("name", name).put("email", name).put("disabled", false);
        roles.forEach(user.putObject("roles").putArray("demisto")::add);
        return user;
    }

    /** {@code {"id":…,"roles":{"roles":[…]}}} */
    private Reply updateUser(Request request) {
        List<String> wanted = AnyCase.texts(AnyCase.object(request.json(), "roles"), "roles");
        if (!AnyCase.text(request.json(), "id").equals(USER)) {
            throw XsoarErrors.itemNotFound();
        }
        if (wanted.isEmpty()) {
            throw XsoarErrors.failed(400, "roles are required");
        }
        roles = List.copyOf(wanted);
        return Reply.json(200, user(USER, roles));
    }

    private ObjectNode role(String name) {
        if (version8) {
            return object().put("pretty_name", name).put("description", "");
        }
        ObjectNode role = object().put("id", name).put("version", 1).put("name", name);
        role.putArray("permissions");
        return role;
    }

    /** Without names it is an internal failure, as was seen. */
    private Reply roles(Request request) {
        List<String> names = AnyCase.texts(asked(request), "role_names");
        if (names.isEmpty()) {
            return XsoarErrors.gateway(500, "An error occurred while processing the request");
        }
        ArrayNode rows = array();
        names.forEach(name -> rows.addArray().add(role(name)));
        return reply(rows);
    }

    private Reply setRole(Request request) {
        roles = List.of(AnyCase.text(asked(request), "role_name"));
        return reply(object().put(
                        "update_count",
                        AnyCase.texts(asked(request), "user_emails").size()));
    }

    void clear() {
        roles = List.of(XsoarKeys.FULL);
    }
}
