package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What an instance has before anybody writes: the vocabulary is the product's, the users, playbooks and assets are invented. */
final class Seeds {
    static final long ADMIN = 1;
    static final long AUTOMATION = 2;

    private Seeds() {}

    static void plant(Database database) {
        vocabulary(database);
        people(database);
        apps(database);
        playbooks(database);
    }

    private static void vocabulary(Database database) {
        status(database, "new", "new");
        status(database, "open", "open");
        status(database, "closed", "resolved");
        for (String further : database.switches().words("statuses")) {
            String[] parts = further.split(":", 2);
            status(database, parts[0], parts.length > 1 ? parts[1] : "open");
        }
        for (String name : List.of("high", "medium", "low")) {
            named(database, "severity", name)
                    .put("is_default", name.equals("medium"))
                    .put("disabled", false);
        }
        database.switches().words("severities").forEach(name -> named(database, "severity", name));
        cef(database, "sourceAddress", "ip");
        cef(database, "destinationAddress", "ip");
        cef(database, "sourceHostName", "host name");
        cef(database, "sourceUserName", "user name");
        cef(database, "destinationDnsDomain", "domain");
        cef(database, "requestURL", "url");
        cef(database, "fileHash", "hash");
        cef(database, "fileName", "file name");
        named(database, "workbook_template", "NIST 800-61").put("is_default", true);
        int order = 1;
        for (String name : List.of("Detection", "Analysis", "Recovery")) {
            ObjectNode phase = named(database, "workbook_phase_template", name);
            phase.put("template", 1).put("order", order++);
            named(database, "workbook_task_template", name + " checklist")
                    .put("order", 1)
                    .set("phase", phase.get("id"));
        }
        named(database, "workbook_template", "Self-Replicating Malware");
        database.table("tenant")
                .plant(0, Answers.object().put("name", "_default_").put("is_default", true));
        named(database, "tenant", "acme");
    }

    static long status(Database database, String name, String type) {
        ObjectNode status = named(database, "container_status", name);
        status.put("status_type", type).put("is_default", name.equals("new")).put("disabled", false);
        return status.path("id").asLong();
    }

    private static ObjectNode named(Database database, String table, String name) {
        return database.table(table).insert(Answers.object().put("name", name));
    }

    private static void cef(Database database, String name, String contains) {
        named(database, "cef", name).putArray("contains").add(contains);
    }

    private static void people(Database database) {
        String admin = database.switches().text("user");
        boolean active = database.switches().on("user-active");
        user(database, admin, "normal", active)
                .put("email", "admin@soar.example")
                .putArray("roles")
                .add("Administrator");
        ObjectNode automation = user(database, "automation", "automation", active);
        automation.putArray("roles").add("Automation").add("Observer");
        automation.putObject("token").put("key", database.switches().text("token"));
        user(database, "analyst", "normal", true)
                .put("email", "analyst@soar.example")
                .putArray("roles")
                .add("Incident Commander");
        for (String name : List.of(
                "Administrator",
                "Automation",
                "Automation Engineer",
                "Incident Commander",
                "Observer",
                "Asset Owner",
                "Superuser")) {
            named(database, "role", name).put("immutable", true).put("disabled", false);
        }
    }

    private static ObjectNode user(Database database, String name, String type, boolean active) {
        ObjectNode user = Answers.object();
        user.put("username", name).put("type", type).put("is_active", active);
        user.put("first_name", "").put("last_name", "");
        return database.table("ph_user").insert(user);
    }

    private static void apps(Database database) {
        ObjectNode app = Answers.object();
        app.put("name", "MaxMind")
                .put("appid", "c566e153-3118-4033-abda-14dd9748c91a")
                .put("app_version", "2.2.7");
        app.put("product_vendor", "MaxMind").put("product_name", "GeoIP2").put("install_status", "installed");
        app.put("type", "information")
                .put("draft_mode", false)
                .put("immutable", true)
                .put("directory", "maxmind");
        database.table("app").plant(23, app);
        ObjectNode action = named(database, "app_action", "geolocate ip");
        action.put("app", 23).put("action", "geolocate ip").put("identifier", "lookup_ip");
        action.put("type", "investigate").put("description", "Queries MaxMind for IP location info");
        action.putObject("parameters")
                .putObject("ip")
                .put("data_type", "string")
                .put("required", true);
        for (String name : List.of("maxmind", "bridge")) {
            ObjectNode asset = named(database, "asset", name);
            asset.put("app", 23).put("version", 1).put("disabled", false);
            asset.putObject("configuration").put("api_key", "in clear, as the product does it");
            asset.putArray("tags");
        }
    }

    private static void playbooks(Database database) {
        named(database, "scm", "community").put("type", "git");
        named(database, "scm", "local").put("type", "git");
        playbook(database, "contain_host", false);
        playbook(database, "enrich_artifacts", true);
        playbook(database, "fails", false);
        playbook(database, "never_ends", false);
        playbook(database, "asks_first", false);
    }

    private static void playbook(Database database, String name, boolean active) {
        ObjectNode playbook = named(database, "playbook", name);
        playbook.put("active", active)
                .put("scm", 2)
                .put("playbook_type", "automation")
                .put("version", 1);
        playbook.put("draft_mode", false).put("latest_editor", ADMIN).put("python", "def on_start(container): pass");
        playbook.put("create_time", "2026-01-02T08:00:00.000000Z").put("update_time", "2026-01-02T08:00:00.000000Z");
        ArrayNode labels = playbook.putArray("labels");
        labels.add("*");
        playbook.putArray("input_spec");
        playbook.putObject("coa_data").put("notes", "");
    }
}
