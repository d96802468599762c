package io.soarbridge.casefile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The current state of one security matter, the record that every source is mapped to and every target from. Immutable; treat the
 * JSON in {@code custom} and {@code raw} as read-only. Its JSON form is described by {@code case.schema.json} beside this class.
 *
 * @param uid {@code <source name>:<the source's id>}, the bridge's key of the matter; never null
 * @param title null when the source has none
 * @param description null when absent
 * @param severity OCSF severity_id: 0 unknown, 1 informational, 2 low, 3 medium, 4 high, 5 critical, 6 fatal, 99 other
 * @param status OCSF status_id of an Incident Finding (2005): 0 unknown, 1 new, 2 in progress, 3 on hold, 4 resolved, 5 closed, 99 other
 * @param verdict OCSF verdict_id 0 to 10 or 99; null when nobody has judged yet
 * @param closeReason the source's own words; null when absent
 * @param closedAt null while open or when the source does not tell
 * @param owner null when unassigned
 * @param type the source's own word for the kind of matter; null when absent
 * @param priority OCSF priority_id 0 to 4 or 99; null when absent
 * @param attacks ATT&amp;CK ids of tactics and techniques, such as {@code TA0002} and {@code T1059.001}
 * @param custom fields that only this source has, by its own names; never null
 * @param raw the source's JSON as it came; null when not kept
 */
public record Case(
        String uid,
        Source source,
        String title,
        Description description,
        Coded severity,
        Coded status,
        Coded verdict,
        String closeReason,
        String closeNotes,
        Instant closedAt,
        Owner owner,
        String type,
        List<String> labels,
        Coded priority,
        Instant createdAt,
        Instant updatedAt,
        List<Observable> observables,
        List<String> attacks,
        List<Comment> comments,
        List<Attachment> attachments,
        ObjectNode custom,
        JsonNode raw) {

    public Case {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(custom, "custom");
        labels = List.copyOf(labels);
        observables = List.copyOf(observables);
        attacks = List.copyOf(attacks);
        comments = List.copyOf(comments);
        attachments = List.copyOf(attachments);
    }

    /**
     * @param json all keys of the schema; a missing key counts as null, an unknown one is refused
     * @throws CaseException naming the first field that is missing, unknown or of the wrong form
     */
    public static Case from(JsonNode json) {
        return CaseReader.read(json);
    }

    /** All keys in the order of the record, absent as null, lists never null. */
    public ObjectNode toJson() {
        return CaseWriter.write(this);
    }

    /**
     * Where the matter came from. Any part may be null.
     *
     * @param connection name of the connection it was read through
     * @param name name of the configured source, or of the system
     * @param id the source's own id
     * @param url page of the matter for a person
     */
    public record Source(String connection, String name, String id, String url) {}

    /** A text and how it is marked up. */
    public record Description(String text, TextFormat format) {
        public Description {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(format, "format");
        }
    }

    /**
     * A value of an OCSF enumeration.
     *
     * @param label the source's own word; null when it has none
     */
    public record Coded(int id, String label) {}

    /** Who works on it. Any text may be null. */
    public record Owner(Kind kind, String id, String email, String name) {
        public Owner {
            Objects.requireNonNull(kind, "kind");
        }

        /** A person or a team. */
        public enum Kind {
            USER,
            GROUP
        }
    }

    /**
     * A thing seen in the matter.
     *
     * @param type one of the words of the schema, such as {@code ip} or {@code hash}
     * @param hashAlgorithm of a hash: {@code md5}, {@code sha1}, {@code sha256}, {@code sha512} or another lower-case name; else null
     * @param role part it plays, such as {@code source}; null when unknown
     */
    public record Observable(String type, String value, String hashAlgorithm, String role, List<String> tags) {
        public Observable {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(value, "value");
            tags = List.copyOf(tags);
        }
    }

    /**
     * A remark of a person or a system.
     *
     * @param origin name of the system it was written in; null when unknown
     */
    public record Comment(
            String uid,
            String author,
            Instant at,
            String text,
            TextFormat format,
            Visibility visibility,
            String origin) {
        public Comment {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(format, "format");
            Objects.requireNonNull(visibility, "visibility");
        }

        /** Who may read it: anybody with access to the matter, or only the security team. */
        public enum Visibility {
            PUBLIC,
            INTERNAL
        }
    }

    /**
     * A file that belongs to the matter, without its bytes.
     *
     * @param size in bytes; null when unknown
     * @param sha256 64 lower-case hexadecimal digits; null when unknown
     */
    public record Attachment(String uid, String name, String mediaType, Long size, String sha256) {}

    /** Markup of a text. */
    public enum TextFormat {
        TEXT,
        MARKDOWN,
        HTML
    }
}
