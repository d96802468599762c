package io.soarbridge.simulator.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.RouteTable;
import io.soarbridge.simulator.RouteTable.Request;
import io.soarbridge.support.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files: content by the SHA-1 of its bytes, which is the vault id, and the attachments that point to it. */
final class Vault {
    private static final String FOLDER = "/opt/phantom/vault/";

    private final Database database;
    private final Map<String, byte[]> contents = new HashMap<>();

    Vault(Database database) {
        this.database = database;
    }

    void register(RouteTable routes) {
        routes.post("/container_attachment", this::add);
        routes.add("DELETE", "/container_attachment/{id}", this::delete, true);
        routes.get("/download_attachment", this::download);
        routes.get("/container/{id}/export", this::export);
    }

    void clear() {
        contents.clear();
    }

    private Reply add(Request request) {
        JsonNode body = request.json();
        ObjectNode row = Answers.object();
        Input input = new Input(database, body, row);
        ObjectNode container = input.container();
        byte[] content = content(body);
        String sha1 = hash("SHA-1", content);
        contents.putIfAbsent(sha1, content);
        ObjectNode document = document(sha1, content, body);
        row.set("container", container.get("id"));
        row.put("name", body.path("file_name").asText(sha1)).put("user", database.actor());
        row.put("create_time", database.now()).put("created_via", "upload");
        row.set("vault_document", document.get("id"));
        ObjectNode stored = database.table("container_attachment").insert(row);
        ObjectNode answer = Answers.object();
        answer.put("succeeded", true).put("message", "Added attachment to container");
        answer.set("id", stored.get("id"));
        answer.put("vault_id", sha1).put("hash", sha1).put("size", content.length);
        return Answers.ok(answer);
    }

    private static byte[] content(JsonNode body) {
        if (body.hasNonNull("local_path")) {
            throw SplunkFailure.badRequest("local_path: no such file in the vault's temporary folder");
        }
        if (!body.path("file_content").isTextual()) {
            throw SplunkFailure.badRequest("Missing required field \"file_content\"");
        }
        try {
            return Base64.getMimeDecoder().decode(body.path("file_content").asText());
        } catch (IllegalArgumentException e) {
            throw SplunkFailure.badRequest("file_content: Incorrect padding");
        }
    }

    /** The same bytes are one document, with all names that they came by. */
    private ObjectNode document(String sha1, byte[] content, JsonNode body) {
        Table documents = database.table("vault_document");
        ObjectNode known = documents.first(row -> row.path("hash").asText().equals(sha1));
        ObjectNode document = known;
        if (document == null) {
            ObjectNode row = Answers.object();
            row.put("hash", sha1).put("size", content.length).put("create_time", database.now());
            row.putArray("names");
            row.putObject("meta")
                    .put("sha1", sha1)
                    .put("sha256", hash("SHA-256", content))
                    .put("md5", hash("MD5", content));
            document = documents.insert(row);
        }
        JsonNode contains = body.path("metadata").path("contains");
        document.set("contains", contains.isArray() ? contains : document.arrayNode());
        document.withArray("names").add(body.path("file_name").asText(sha1));
        return document;
    }

    /** The companions that a client takes the file's facts from. */
    void describe(ObjectNode attachment) {
        ObjectNode document = database.table("vault_document").get(attachment.get("vault_document"));
        if (document == null) {
            return;
        }
        String sha1 = document.path("hash").asText();
        attachment.remove("_pretty_vault_document");
        attachment.set("_pretty_container_id", attachment.get("container"));
        attachment.put("_pretty_vault_id", sha1).put("_pretty_hash", sha1);
        attachment.put("_pretty_path", FOLDER + sha1.substring(0, 2) + "/" + sha1);
        attachment.set("_pretty_size", document.get("size"));
        attachment.set("_pretty_aka", document.get("names"));
        attachment.set("_pretty_contains", document.get("contains"));
        ObjectNode metadata = document.path("meta").deepCopy();
        metadata.set("size", document.get("size"));
        metadata.set("contains", document.get("contains"));
        attachment.set("_pretty_metadata", metadata);
    }

    /** By the attachment's id; the vendor's own kit sends the vault id. */
    private Reply delete(Request request) {
        Table attachments = database.table("container_attachment");
        ObjectNode attachment = attachments.get(request.id());
        if (attachment == null) {
            ObjectNode document = database.table("vault_document")
                    .first(row -> row.path("hash").asText().equalsIgnoreCase(request.id()));
            attachment = document == null
                    ? null
                    : attachments.first(row -> row.path("vault_document").equals(document.get("id")));
        }
        if (attachment == null) {
            throw SplunkFailure.notFound("Attachment");
        }
        attachments.remove(attachment.path("id").asLong());
        return Answers.ok(Answers.success());
    }

    private Reply download(Request request) {
        String id = request.call().query().get("vault_id");
        byte[] content = id == null ? null : contents.get(id);
        if (content == null) {
            throw SplunkFailure.notFound("Vault document");
        }
        ObjectNode document = database.table("vault_document")
                .first(row -> row.path("hash").asText().equals(id));
        String name = document.path("names").path(0).asText().replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "_");
        return Reply.bytes(200, "application/octet-stream", content)
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    /** The container with all that is in it; the names within the archive are invented. */
    private Reply export(Request request) {
        ObjectNode container = database.table("container").get(request.id());
        if (container == null) {
            throw SplunkFailure.notFound("Container");
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("container.json", Json.bytes(container));
        ArrayNode artifacts = Json.mapper().createArrayNode();
        database.table("artifact")
                .where("container", container.path("id").asLong())
                .forEach(artifacts::add);
        files.put("artifacts.json", Json.bytes(artifacts));
        for (ObjectNode attachment : database.table("container_attachment")
                .where("container", container.path("id").asLong())) {
            String sha1 = database.table("vault_document")
                    .get(attachment.get("vault_document"))
                    .path("hash")
                    .asText();
            files.put("vault/" + sha1, contents.get(sha1));
        }
        return Reply.bytes(200, "application/x-gzip", Archive.of(files))
                .with("Content-Disposition", "attachment; filename=container-" + request.id() + ".tgz");
    }

    static String hash(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
