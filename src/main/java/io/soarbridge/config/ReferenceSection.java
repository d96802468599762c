package io.soarbridge.config;

import java.util.ArrayList;
import java.util.List;

/**
 * One group of keys, as the reference and the sample show them.
 *
 * @param prefix of each key, with the dot
 */
record ReferenceSection(String title, String intro, String prefix, List<KeySpec> specs) {

    static List<ReferenceSection> all(ConnectorTypes connectors) {
        List<KeySpec> folders = new ArrayList<>(KeySpec.all(Settings.class).stream()
                .filter(spec -> !spec.name().contains("."))
                .toList());
        folders.addAll(KeySpec.all(LoaderSettings.class));
        List<ReferenceSection> sections = new ArrayList<>();
        sections.add(new ReferenceSection("Folders", "Where things are.", Entries.ROOT, folders));
        sections.add(new ReferenceSection(
                "Front door",
                "The port that sources post to.",
                Entries.ROOT + "http.",
                KeySpec.all(HttpSettings.class)));
        List<KeySpec> ledger = new ArrayList<>(KeySpec.all(OutboxSettings.class));
        ledger.addAll(KeySpec.all(DatabaseSettings.class));
        sections.add(new ReferenceSection(
                "Outbox",
                "The ledger on disk: what was accepted, delivered, retried, given up.",
                Entries.ROOT + "outbox.",
                ledger));
        sections.add(new ReferenceSection(
                "Management",
                "The port with health, metrics and what each connection waits for.",
                Entries.ROOT + "management.",
                KeySpec.all(ManagementSettings.class)));
        sections.add(new ReferenceSection(
                "Log",
                "It goes to standard error. SOARBRIDGE_LOG=DEBUG in the environment says more.",
                Entries.ROOT + "log.",
                KeySpec.all(LogSettings.class)));
        sections.add(new ReferenceSection(
                "Traces",
                "OpenTelemetry spans of each request, delivery and call, when a collector is named.",
                Entries.ROOT + "otel.",
                KeySpec.all(OtelSettings.class)));
        sections.add(new ReferenceSection(
                "REST call function",
                "What POST /api/rest-call, rest-call-action and soarbridge call may do.",
                Entries.ROOT + "rest-call.",
                KeySpec.all(RestCallSettings.class)));
        sections.add(new ReferenceSection(
                "Sources",
                "One block for each sender. Its name is part of its URL: POST /ingest/<name>.",
                SourceReader.PREFIX + "<name>.",
                KeySpec.all(SourceSettings.class)));
        sections.add(new ReferenceSection(
                "Connections",
                "One block for each tenant of a system that events are delivered to. The name is yours.",
                ConnectionReader.PREFIX + "<name>.",
                KeySpec.all(ConnectionSettings.class)));
        connectors.all().forEach(type -> sections.add(of(type)));
        return sections;
    }

    private static ReferenceSection of(ConnectorType type) {
        List<KeySpec> specs = new ArrayList<>();
        List<String> credentials = new ArrayList<>();
        type.auth()
                .values()
                .forEach(scheme -> scheme.credentials().stream()
                        .filter(key -> !credentials.contains(key))
                        .forEach(credentials::add));
        credentials.forEach(key -> specs.add(credential(key, type)));
        type.settings().forEach((key, option) -> specs.add(KeySpec.option(key, option)));
        StringBuilder intro = new StringBuilder(type.description());
        type.versions()
                .forEach((version, value) -> intro.append(" Version ")
                        .append(version)
                        .append(" takes auth ")
                        .append(String.join(" or ", value.auth()))
                        .append('.'));
        type.defaults()
                .forEach((key, value) -> intro.append(" Here ")
                        .append(key)
                        .append(" is ")
                        .append(value)
                        .append(" unless set."));
        return new ReferenceSection(
                "Connections of type " + type.type() + " (" + type.title() + ")",
                intro.toString(),
                ConnectionReader.PREFIX + "<name>.",
                specs);
    }

    private static KeySpec credential(String key, ConnectorType type) {
        List<String> schemes = type.auth().entrySet().stream()
                .filter(scheme -> scheme.getValue().credentials().contains(key))
                .map(scheme -> scheme.getKey())
                .toList();
        return KeySpec.credential(key).described("Credential of auth " + String.join(", ", schemes) + ".");
    }
}
