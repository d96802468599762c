package io.soarbridge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.soarbridge.support.Json;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The body that {@code -d} and its kin make, as curl puts it together. Not thread-safe. */
final class CallBody {
    static final String FORM = "application/x-www-form-urlencoded";
    static final String JSON = "application/json";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean given;
    private boolean exact;
    private boolean json;

    boolean given() {
        return given;
    }

    /** Whether it came by {@code --json-data}. */
    boolean json() {
        return json;
    }

    /** {@code -d}: of a file without its line ends. */
    void data(String option, String value) {
        if (!value.startsWith("@")) {
            add(utf8(value));
            return;
        }
        byte[] file = GivenText.bytes(option, value.substring(1));
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        for (byte b : file) {
            if (b != '\r' && b != '\n' && b != 0) {
                kept.write(b);
            }
        }
        add(kept.toByteArray());
    }

    void raw(String value) {
        add(utf8(value));
    }

    /** The very bytes, in which nothing is filled in. */
    void binary(String option, String value) {
        exact = true;
        add(value.startsWith("@") ? GivenText.bytes(option, value.substring(1)) : utf8(value));
    }

    /** {@code content}, {@code =content}, {@code name=content}, {@code @file} or {@code name@file}. */
    void encoded(String option, String value) {
        int equals = value.indexOf('=');
        int at = value.indexOf('@');
        int sign = equals >= 0 ? equals : at;
        String name = sign > 0 ? value.substring(0, sign) + "=" : "";
        byte[] content = sign < 0 || sign == equals
                ? utf8(value.substring(sign + 1))
                : GivenText.bytes(option, value.substring(sign + 1));
        String text = new String(content, StandardCharsets.ISO_8859_1); // each byte by itself
        add(utf8(name
                + URLEncoder.encode(text, StandardCharsets.ISO_8859_1)
                        .replace("+", "%20")
                        .replace("*", "%2A")
                        .replace("%7E", "~")));
    }

    /** {@code --json} of curl: pieces are not parted by {@code &}. */
    void json(String option, String value) {
        json = true;
        given = true;
        bytes.writeBytes(value.startsWith("@") ? GivenText.bytes(option, value.substring(1)) : utf8(value));
    }

    private void add(byte[] more) {
        if (given) {
            bytes.write('&');
        }
        given = true;
        bytes.writeBytes(more);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As the query of a URL. */
    String query() {
        return GivenText.text("-G", bytes.toByteArray());
    }

    /**
     * The input that the function sends so.
     *
     * @param type value of Content-Type
     * @param writable whether it has to be text, to be put into a file of inputs
     */
    JsonNode input(String type, boolean writable) {
        byte[] all = bytes.toByteArray();
        String text = writable ? GivenText.text("-d", all) : GivenText.textOrNull(all);
        if (text == null || (exact && !writable)) {
            return BinaryNode.valueOf(all);
        }
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (media.equals(FORM)) {
            return TextNode.valueOf(Json.text(TextNode.valueOf(text))); // a text in JSON is sent as it stands
        }
        boolean isJson = type.toLowerCase(Locale.ROOT).contains(JSON) || media.endsWith("+json");
        boolean mayRefer = text.contains("${") || text.contains("^{") || text.contains("{{");
        boolean asItStands = !isJson || mayRefer || writable || isJson(text);
        return asItStands ? TextNode.valueOf(text) : BinaryNode.valueOf(all);
    }

    private static boolean isJson(String text) {
        try {
            return !Json.read(text).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
