package io.soarbridge.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one connection by the description of its connector, and checks that its parts fit together. */
final class ConnectionReader {
    static final String PREFIX = Entries.ROOT + "connection.";
    private static final String MAPPING = "mapping.";

    private final Reading reading;
    private final ConnectorTypes connectors;
    private final Path routes;

    /**
     * @param connectors null when they could not be read, then only what all connections share is checked
     * @param routes null when it is not known
     */
    ConnectionReader(Reading reading, ConnectorTypes connectors, Path routes) {
        this.reading = reading;
        this.connectors = connectors;
        this.routes = routes;
    }

    ConnectionSettings read(String name) {
        String prefix = PREFIX + name + ".";
        ConnectorType type = type(prefix);
        String version = null;
        String auth = null;
        Map<String, Secret> credentials = Map.of();
        Map<String, String> options = Map.of();
        if (type == null) {
            skipSpecific(prefix);
        } else {
            version = choice(prefix, "version", type.versions().keySet());
            auth = version == null ? null : auth(prefix, type, version);
            credentials = auth == null ? skipCredentials(prefix, type) : credentials(prefix, type, auth);
            options = options(prefix, type);
        }
        Map<String, Object> given = new HashMap<>();
        given.put("name", name);
        given.put("type", type);
        given.put("version", version);
        given.put("auth", auth);
        given.put("credentials", credentials);
        given.put("options", options);
        given.put("mappings", mappings(prefix, type));
        if (version != null && reading.entries().find(prefix + "path-prefix").isEmpty()) {
            String own = type.versions().get(version).prefix();
            reading.inForce(prefix + "path-prefix", own);
            given.put("pathPrefix", own);
        }
        ConnectionSettings connection = new RecordReader(reading, type == null ? Map.of() : type.defaults())
                .read(ConnectionSettings.class, prefix, given);
        check(prefix, connection);
        return connection;
    }

    /** The keys that only this type has, below the connection's prefix. */
    static List<String> specificKeys(ConnectorType type) {
        Set<String> keys = new LinkedHashSet<>();
        type.auth().values().forEach(scheme -> keys.addAll(scheme.credentials()));
        keys.addAll(type.settings().keySet());
        return new ArrayList<>(keys);
    }

    private ConnectorType type(String prefix) {
        if (connectors == null) {
            reading.entries().take(prefix + "type");
            return null;
        }
        String type = reading.text(prefix + "type", spec("type", connectors.names()));
        return type == null ? null : connectors.get(type);
    }

    private String auth(String prefix, ConnectorType type, String version) {
        return choice(prefix, "auth", type.versions().get(version).auth());
    }

    /** One of several names, the first unless set. */
    private String choice(String prefix, String name, Collection<String> names) {
        String key = prefix + name;
        if (reading.entries().find(key).isPresent()) {
            return reading.text(key, spec(name, names));
        }
        String first = names.iterator().next();
        reading.inForce(key, first);
        return first;
    }

    private static KeySpec spec(String name, Collection<String> names) {
        return KeySpec.of(ConnectionSettings.class, name).choosing(names);
    }

    private Map<String, Secret> credentials(String prefix, ConnectorType type, String auth) {
        List<String> needed = type.auth().get(auth).credentials();
        Map<String, Secret> credentials = new LinkedHashMap<>();
        for (String key : needed) {
            credentials.put(key, (Secret) reading.value(prefix + key, KeySpec.credential(key)));
        }
        for (ConnectorType.Scheme other : type.auth().values()) {
            for (String key : other.credentials()) {
                if (!needed.contains(key)
                        && reading.entries().take(prefix + key).isPresent()) {
                    reading.reject(
                            prefix + key,
                            prefix + key + ": not used, as " + prefix + "auth is " + auth + ". It takes "
                                    + String.join(", ", needed) + ".",
                            "Remove it, or set another auth.");
                }
            }
        }
        return Collections.unmodifiableMap(credentials);
    }

    private Map<String, Secret> skipCredentials(String prefix, ConnectorType type) {
        type.auth()
                .values()
                .forEach(scheme ->
                        scheme.credentials().forEach(key -> reading.entries().take(prefix + key)));
        return Map.of();
    }

    private Map<String, String> options(String prefix, ConnectorType type) {
        Map<String, String> options = new LinkedHashMap<>();
        type.settings()
                .forEach((key, option) -> options.put(key, reading.text(prefix + key, KeySpec.option(key, option))));
        return Collections.unmodifiableMap(options);
    }

    /** Without the connector nobody knows which other keys are right. */
    private void skipSpecific(String prefix) {
        List<String> common = KeySpec.all(ConnectionSettings.class).stream()
                .filter(spec -> !spec.open())
                .map(spec -> prefix + spec.name())
                .toList();
        reading.entries().take(prefix + "version");
        reading.entries().take(prefix + "auth");
        reading.entries().below(prefix).stream()
                .map(Entry::key)
                .filter(key -> !common.contains(key) && !key.startsWith(prefix + MAPPING))
                .forEach(reading.entries()::take);
    }

    private Map<String, Path> mappings(String prefix, ConnectorType type) {
        Map<String, Path> mappings = new LinkedHashMap<>();
        KeySpec spec = KeySpec.of(ConnectionSettings.class, MAPPING + "<mapping>");
        for (Entry entry : reading.entries().below(prefix + MAPPING)) {
            String name = entry.key().substring((prefix + MAPPING).length());
            checkMapping(entry.key(), name, type);
            mappings.put(name, (Path) reading.value(entry.key(), spec));
        }
        return Collections.unmodifiableMap(mappings);
    }

    private void checkMapping(String key, String name, ConnectorType type) {
        Path folder = routes == null || type == null
                ? null
                : routes.resolve("mappings").resolve(type.type());
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        List<String> known = Folders.names(folder, ".jq");
        if (!known.contains(name)) {
            reading.reject(
                    key,
                    key + ": " + type.type() + " has no mapping of this name. It has " + String.join(", ", known) + ".",
                    NearestName.hint(name, known));
        }
    }

    private void check(String prefix, ConnectionSettings connection) {
        TlsSettings tls = connection.tls();
        if ((tls.clientCert() == null) != (tls.clientKey() == null)) {
            pair(prefix + "tls.client-cert", prefix + "tls.client-key");
        }
        boolean verifyOff = reading.entries().find(prefix + "tls.verify").isPresent() && !tls.verify();
        if (verifyOff) {
            reading.problems()
                    .warn(prefix
                            + "tls.verify = false: anybody on the way can pose as the system and read the credentials. "
                            + "Use tls.trust with its certificate. " + reading.where(prefix + "tls.verify"));
        }
        if (connection.url() != null && "http".equals(connection.url().getScheme())) {
            plainHttp(prefix, connection.allowHttp());
        }
    }

    private void pair(String cert, String key) {
        boolean certSet = reading.entries().find(cert).isPresent();
        boolean keySet = reading.entries().find(key).isPresent();
        if (certSet != keySet) {
            String set = certSet ? cert : key;
            String other = certSet ? key : cert;
            reading.reject(set, set + ": set without " + other + ".", "Set both, or none.");
        }
    }

    private void plainHttp(String prefix, boolean allowed) {
        if (allowed) {
            reading.problems()
                    .warn(prefix + "url: http sends events and credentials in the clear, as allow-http is true. "
                            + reading.where(prefix + "url"));
        } else {
            reading.reject(
                    prefix + "url",
                    prefix + "url: http is not encrypted. Expected https.",
                    "Use https, or set " + prefix + "allow-http = true for a test system.");
        }
    }
}
