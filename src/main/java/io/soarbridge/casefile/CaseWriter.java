package io.soarbridge.casefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soarbridge.mapping.InstantText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Writes a case as JSON. */
final class CaseWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CaseWriter() {}

    static ObjectNode write(Case c) {
        ObjectNode json = NODES.objectNode();
        json.put("uid", c.uid());
        json.set("source", source(c.source()));
        json.put("title", c.title());
        json.set("description", orNull(c.description(), CaseWriter::description));
        json.set("severity", coded(c.severity()));
        json.set("status", coded(c.status()));
        json.set("verdict", orNull(c.verdict(), CaseWriter::coded));
        json.put("closeReason", c.closeReason());
        json.put("closeNotes", c.closeNotes());
        json.put("closedAt", instant(c.closedAt()));
        json.set("owner", orNull(c.owner(), CaseWriter::owner));
        json.put("type", c.type());
        json.set("labels", array(c.labels(), NODES::textNode));
        json.set("priority", orNull(c.priority(), CaseWriter::coded));
        json.put("createdAt", instant(c.createdAt()));
        json.put("updatedAt", instant(c.updatedAt()));
        json.set("observables", array(c.observables(), CaseWriter::observable));
        json.set("attacks", array(c.attacks(), NODES::textNode));
        json.set("comments", array(c.comments(), CaseWriter::comment));
        json.set("attachments", array(c.attachments(), CaseWriter::attachment));
        json.set("custom", c.custom());
        json.set("raw", c.raw());
        return json;
    }

    private static ObjectNode source(Case.Source source) {
        return NODES.objectNode()
                .put("connection", source.connection())
                .put("name", source.name())
                .put("id", source.id())
                .put("url", source.url());
    }

    private static ObjectNode description(Case.Description description) {
        return NODES.objectNode().put("text", description.text()).put("format", word(description.format()));
    }

    private static ObjectNode coded(Case.Coded coded) {
        return NODES.objectNode().put("id", coded.id()).put("label", coded.label());
    }

    private static ObjectNode owner(Case.Owner owner) {
        return NODES.objectNode()
                .put("kind", word(owner.kind()))
                .put("id", owner.id())
                .put("email", owner.email())
                .put("name", owner.name());
    }

    private static ObjectNode observable(Case.Observable observable) {
        ObjectNode json = NODES.objectNode()
                .put("type", observable.type())
                .put("value", observable.value())
                .put("hashAlgorithm", observable.hashAlgorithm())
                .put("role", observable.role());
        return json.set("tags", array(observable.tags(), NODES::textNode));
    }

    private static ObjectNode comment(Case.Comment comment) {
        return NODES.objectNode()
                .put("uid", comment.uid())
                .put("author", comment.author())
                .put("at", instant(comment.at()))
                .put("text", comment.text())
                .put("format", word(comment.format()))
                .put("visibility", word(comment.visibility()))
                .put("origin", comment.origin());
    }

    private static ObjectNode attachment(Case.Attachment attachment) {
        return NODES.objectNode()
                .put("uid", attachment.uid())
                .put("name", attachment.name())
                .put("mediaType", attachment.mediaType())
                .put("size", attachment.size())
                .put("sha256", attachment.sha256());
    }

    private static <T> JsonNode orNull(T value, Function<T, ? extends JsonNode> form) {
        return value == null ? NODES.nullNode() : form.apply(value);
    }

    private static <T> ArrayNode array(List<T> values, Function<T, ? extends JsonNode> form) {
        ArrayNode array = NODES.arrayNode(values.size());
        values.forEach(value -> array.add(form.apply(value)));
        return array;
    }

    private static String instant(Instant instant) {
        return instant == null ? null : InstantText.of(instant);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
