package io.soarbridge.simulator.xsoar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.simulator.Call;
import io.soarbridge.simulator.Reply;
import io.soarbridge.simulator.Upload;
import io.soarbridge.support.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Files: how they are described in an entry and handed out. */
final class EntryFiles {
    private EntryFiles() {}

    /** A file that was uploaded. */
    record Stored(String name, String contentType, byte[] content, String comment) {}

    static Reply download(String name, String contentType, byte[] content) {
        String shown = name.matches("[A-Za-z0-9._-]+") ? name : '"' + name.replaceAll("[\"\\r\\n]", "_") + '"';
        return Reply.bytes(200, contentType, content).with("Content-Disposition", "attachment; filename=" + shown);
    }

    /** The uploaded part {@code file}, under the name of part {@code fileName} when there is one; 400 without a file. */
    static Stored uploaded(Call call) {
        Upload upload = call.upload("file").orElseThrow(() -> XsoarErrors.failed(400, "http: no such file"));
        return new Stored(
                call.formText("fileName", upload.fileName()),
                upload.contentType() == null ? "application/octet-stream" : upload.contentType(),
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
