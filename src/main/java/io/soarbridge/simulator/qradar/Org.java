package io.soarbridge.simulator.qradar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Switches;
import io.soarbridge.support.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One organization: its words and everything that is stored in it. */
final class Org {
    static final int FIRST = 201;

    final int id;
    final String name;
    final Fields fields;
    final Rows incidents;
    final Rows artifacts;
    final Rows comments;
    final Rows tasks;
    final Rows attachments;
    final Rows milestones;
    final Rows tableRows;

    /** Contents of attachments by their id. */
    final Map<Long, byte[]> files = new HashMap<>();

    Org(int id, String name, Switches set) {
        String notFound = set.text("not-found-text");
        this.id = id;
        this.name = name;
        this.fields = new Fields(set);
        this.incidents = new Rows("Incident", 2095, notFound);
        this.artifacts = new Rows("Artifact", 1, notFound);
        this.comments = new Rows("Comment", 1, notFound);
        this.tasks = new Rows("Task", 2_250_001, notFound);
        this.attachments = new Rows("Attachment", 1, notFound);
        this.milestones = new Rows("Milestone", 1, notFound);
        this.tableRows = new Rows("Row", 1, notFound);
    }

    List<Rows> children() {
        return List.of(artifacts, comments, tasks, attachments, milestones, tableRows);
    }

    /** Name and everything else that a client chooses an organization by. */
    ObjectNode summary() {
        ObjectNode org = Json.mapper().createObjectNode();
        org.put("id", id)
                .put("name", name)
                .put("uuid", Ids.uuid("org" + id))
                .put("cloud_account", "cloud-" + id)
                .put("enabled", true);
        org.put("attachments_enabled", true).put("tasks_private", false).put("incident_deletion_allowed", true);
        org.put("session_timeout", 3600).put("timezone", "UTC").put("configuration_type", "standard");
        org.put("has_saml", false).put("require_saml", false).put("supports_ldap", false);
        org.put("final_phase_required", false).putNull("parent_org").putNull("perms");
        org.putArray("effective_permissions");
        org.putArray("role_handles");
        return org;
    }

    void remove(ObjectNode incident) {
        attachments.of(incident).forEach(one -> files.remove(one.path("id").asLong()));
        children().forEach(rows -> rows.removeOf(incident));
        incidents.remove(incident);
    }

    void clear() {
        incidents.clear();
        children().forEach(Rows::clear);
        files.clear();
    }
}
