package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.Upload;
import io.soarbridge.support.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Files: how they are described in an entry and handed out. */
final class EntryFiles {
    private static final String ANY = "application/octet-stream";

    private EntryFiles() {}

    /** A file that was uploaded. */
    record Stored(String name, String contentType, byte[] content, String comment) {
        /** With its dot, "" when the name has none. */
        String ending() {
            int dot = name.lastIndexOf('.');
            return dot < 0 ? "" : name.substring(dot);
        }

        /** @throws XsoarFailure 400 when the content is no JSON */
        JsonNode json() {
            try {
                return Json.read(content);
            } catch (JsonProcessingException e) {
                throw XsoarErrors.badRequest("invalid character in the file looking for beginning of value");
            }
        }
    }

    /** What the entry says, as a file. */
    static Stored written(ObjectNode entry) {
        JsonNode contents = entry.get("contents");
        String text = contents.isTextual() ? contents.asText() : Json.text(contents);
        String ending = switch (entry.get("format").asText()) {
            case "markdown" -> "md";
            case "html" -> "html";
            case "json", "table" -> "json";
            default -> "txt";
        };
        return new Stored("entry." + ending, ANY, text.getBytes(StandardCharsets.UTF_8), "");
    }

    /** Whatever the file is, its media type is the one that the vendor's API file names: a client in use needs it to read bytes. */
    static Reply download(String name, byte[] content) {
        String shown = name.matches("[A-Za-z0-9._-]+") ? name : '"' + name.replaceAll("[\"\\r\\n]", "_") + '"';
        return Reply.bytes(200, ANY, content).with("Content-Disposition", "attachment; filename=" + shown);
    }

    /** The uploaded part {@code file}, under the name of part {@code fileName} when there is one; 400 without a file. */
    static Stored uploaded(Call call) {
        Upload upload = call.upload("file").orElseThrow(() -> XsoarErrors.failed(400, "http: no such file"));
        return new Stored(
                call.formText("fileName", upload.fileName()),
                upload.contentType() == null ? ANY : upload.contentType(),
                upload.content(),
                call.formText("fileComment", ""));
    }

    static ObjectNode metadata(Stored file) {
        ObjectNode metadata = Json.mapper().createObjectNode();
        metadata.put("type", file.contentType());
        metadata.put("size", file.content().length);
        metadata.put("md5", hash("MD5", file.content()));
        metadata.put("sha1", hash("SHA-1", file.content()));
        metadata.put("sha256", hash("SHA-256", file.content()));
        metadata.put("sha512", hash("SHA-512", file.content()));
        metadata.put("ssdeep", "");
        metadata.put("info", file.contentType());
        metadata.put("isMediaFile", file.contentType().startsWith("image/"));
        return metadata;
    }

    private static String hash(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
