package io.soarbridge.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code application.properties} and the environment into checked settings. */
public final class SettingsLoader {
    private static final String OTEL_VARIABLE = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String OTEL_ENDPOINT = Entries.ROOT + "otel.endpoint";

    private final Path file;
    private final Map<String, String> environment;
    private final Problems problems = new Problems();
    private final ManagedSecrets managed = new ManagedSecrets();
    private final Set<String> knownKeys = new LinkedHashSet<>();
    private final EnvironmentOverrides overrides;
    private Entries entries;
    private Reading reading;

    private SettingsLoader(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
        this.overrides = new EnvironmentOverrides(environment);
    }

    /** With the environment of this process. */
    public static LoadedSettings load(Path propertiesFile) {
        return load(propertiesFile, System.getenv());
    }

    /**
     * @param propertiesFile relative paths in it start at its folder
     * @throws ConfigException with every problem that was found
     */
    public static LoadedSettings load(Path propertiesFile, Map<String, String> environment) {
        return new SettingsLoader(propertiesFile, environment).load();
    }

    /**
     * Only where the bridge keeps its data, for a caller that lacks what the rest of the settings asks for.
     *
     * @throws ConfigException when even that cannot be read
     */
    public static Path data(Path propertiesFile) {
        return new SettingsLoader(propertiesFile, System.getenv()).data();
    }

    /**
     * What REST calls need: the settings of {@code soarbridge.rest-call.*}, and where the ledger is. What is wrong with others, such as
     * a connection's, does not matter. There are no sources and no connections in the result, and no folder of routes.
     *
     * @param optional whether the file may be absent, so that defaults are in force
     * @throws ConfigException with every problem that matters
     */
    public static LoadedSettings restCall(Path propertiesFile, boolean optional) {
        return new SettingsLoader(propertiesFile, System.getenv()).restCall(optional);
    }

    private LoadedSettings restCall(boolean optional) {
        open(optional && !Files.exists(file) ? "" : content());
        Set<String> connections = names(ConnectionReader.PREFIX);
        override(fixedKeys());
        Settings root = root();
        RestCallCheck.check(root.restCall(), connections, reading);
        Map<String, String> camel = camel();
        unknown();
        List<Problem> grave =
                problems.list().stream().filter(RestCallCheck::concerns).toList();
        if (!grave.isEmpty()) {
            throw new ConfigException("settings from " + file, grave);
        }
        return new LoadedSettings(
                root, List.of(), camel, managed, List.copyOf(reading.effective()), proxies(), reading.hidden());
    }

    private void open(String text) {
        entries = Entries.of(file, PropertyLines.read(text), problems);
        Path base = file.toAbsolutePath().normalize().getParent();
        reading = new Reading(file, base, entries, new Placeholders(environment, null, base, managed), problems);
    }

    private Settings root() {
        LoaderSettings own = new RecordReader(reading).read(LoaderSettings.class, Entries.ROOT, Map.of());
        Path base = file.toAbsolutePath().normalize().getParent();
        reading.placeholders(new Placeholders(environment, own.secrets(), base, managed));
        managed.every(own.refresh());
        return new RecordReader(reading)
                .read(Settings.class, Entries.ROOT, Map.of("sources", Map.of(), "connections", Map.of()));
    }

    private Path data() {
        entries = Entries.of(file, PropertyLines.read(content()), new Problems());
        Path base = file.toAbsolutePath().normalize().getParent();
        reading = new Reading(file, base, entries, new Placeholders(environment, null, base, managed), problems);
        KeySpec spec = KeySpec.of(Settings.class, "data");
        override(List.of(Entries.ROOT + spec.name()));
        Path data = (Path) reading.value(Entries.ROOT + spec.name(), spec);
        if (data == null) {
            throw new ConfigException("settings from " + file, problems.list());
        }
        return data;
    }

    private LoadedSettings load() {
        open(content());
        Set<String> sources = names(SourceReader.PREFIX);
        Set<String> connections = names(ConnectionReader.PREFIX);
        standardEndpoint();
        override(fixedKeys());
        override(below(SourceReader.PREFIX, sources, KeySpec.all(SourceSettings.class)));
        override(below(ConnectionReader.PREFIX, connections, KeySpec.all(ConnectionSettings.class)));

        Settings root = root();
        ConnectorTypes connectors = connectors(root.routes());
        overrideSpecific(connectors, connections);

        SourceReader sourceReader = new SourceReader(reading, root.routes(), connections);
        ConnectionReader connectionReader = new ConnectionReader(reading, connectors, root.routes());
        Settings settings = new Settings(
                root.routes(),
                root.data(),
                root.http(),
                root.outbox(),
                root.database(),
                root.management(),
                root.log(),
                root.otel(),
                root.restCall(),
                each(sources, sourceReader::read),
                each(connections, connectionReader::read));
        RootCheck.check(settings, reading);
        Map<String, String> camel = camel();
        unknown();
        overrides.warnOfUnknown(referred(), problems);
        if (!problems.none()) {
            throw new ConfigException("settings from " + file, problems.list());
        }
        return new LoadedSettings(
                settings,
                problems.warnings(),
                camel,
                managed,
                List.copyOf(reading.effective()),
                proxies(),
                reading.hidden());
    }

    private Map<String, String> proxies() {
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().toLowerCase(Locale.ROOT).matches("(https?|all|no)_proxy"))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String content() {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            problems.file(file, 0, file + ": not UTF-8 text.", "Save it as UTF-8.");
        } catch (IOException e) {
            String what = Files.exists(file) ? "it cannot be read" : "there is no such file";
            problems.file(file, 0, file + ": " + what + ".", "Name the settings file with --config.");
        }
        throw new ConfigException("settings from " + file, problems.list());
    }

    private Set<String> names(String prefix) {
        Set<String> good = new LinkedHashSet<>();
        for (String name : entries.names(prefix)) {
            if (Words.isName(name)) {
                good.add(name);
                continue;
            }
            List<Entry> below = entries.below(prefix + name + ".");
            below.forEach(entry -> entries.take(entry.key()));
            String key = below.get(0).key();
            problems.at(
                    below.get(0).origin(),
                    key,
                    Entries.printable(key) + ": the name is not allowed. Expected " + Kind.NAME.expected() + ".",
                    "");
        }
        return good;
    }

    /** The variable that OpenTelemetry defines for all programs; a setting of ours wins. */
    private void standardEndpoint() {
        String endpoint = environment.get(OTEL_VARIABLE);
        if (endpoint != null
                && !endpoint.isEmpty()
                && entries.find(OTEL_ENDPOINT).isEmpty()) {
            entries.put(new Entry(OTEL_ENDPOINT, endpoint, Origin.variable(OTEL_VARIABLE)));
        }
    }

    private static List<String> fixedKeys() {
        List<KeySpec> specs = new ArrayList<>(KeySpec.all(LoaderSettings.class));
        specs.addAll(KeySpec.all(Settings.class));
        return specs.stream()
                .filter(spec -> !spec.open())
                .map(spec -> Entries.ROOT + spec.name())
                .toList();
    }

    private static List<String> below(String prefix, Set<String> names, List<KeySpec> specs) {
        List<String> keys = new ArrayList<>();
        for (String name : names) {
            specs.stream().filter(spec -> !spec.open()).forEach(spec -> keys.add(prefix + name + "." + spec.name()));
        }
        return keys;
    }

    private void override(List<String> keys) {
        knownKeys.addAll(keys);
        overrides.apply(keys, entries);
    }

    private void overrideSpecific(ConnectorTypes connectors, Set<String> connections) {
        if (connectors == null) {
            return;
        }
        for (String name : connections) {
            String prefix = ConnectionReader.PREFIX + name + ".";
            ConnectorType type = entries.find(prefix + "type")
                    .map(entry -> connectors.get(entry.text()))
                    .orElse(null);
            if (type != null) {
                override(ConnectionReader.specificKeys(type).stream()
                        .map(key -> prefix + key)
                        .toList());
            }
        }
    }

    private ConnectorTypes connectors(Path routes) {
        if (routes == null) {
            return null;
        }
        try {
            return ConnectorTypes.load(routes.resolve("connectors"));
        } catch (ConfigException e) {
            problems.addAll(e.problems());
            return null;
        }
    }

    private static <V> Map<String, V> each(Set<String> names, Function<String, V> read) {
        Map<String, V> values = new LinkedHashMap<>();
        names.forEach(name -> values.put(name, read.apply(name)));
        return Collections.unmodifiableMap(values);
    }

    private Map<String, String> camel() {
        Map<String, String> camel = new LinkedHashMap<>();
        for (Entry entry : entries.below(Entries.CAMEL)) {
            entries.take(entry.key());
            if (ManagedSecrets.isAccess(entry.key())) {
                reading.access(entry, managed);
                continue;
            }
            camel.put(entry.key(), entry.text());
            reading.hidden().put(entry.key(), entry::text);
            boolean harmless = entry.text().matches("true|false|[0-9]{1,9}(ms|s|m|h)?");
            reading.effective()
                    .add(new Effective(
                            entry.key(),
                            harmless ? entry.text() : Secret.MASK,
                            entry.origin().shown()));
        }
        return Collections.unmodifiableMap(camel);
    }

    private void unknown() {
        for (Entry entry : entries.unread()) {
            String key = Entries.printable(entry.key());
            String hint = NearestName.hint(entry.key(), knownKeys);
            problems.at(
                    entry.origin(),
                    entry.key(),
                    key + ": no such key.",
                    hint.isEmpty() ? "Every key is described in docs/reference/configuration.md." : hint);
        }
    }

    private Set<String> referred() {
        Set<String> names = new TreeSet<>();
        entries.all().forEach(entry -> names.addAll(Placeholders.variables(entry.text())));
        return names;
    }
}
