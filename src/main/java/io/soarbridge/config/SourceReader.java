package io.soarbridge.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one source and checks it against the rest. */
final class SourceReader {
    static final String PREFIX = Entries.ROOT + "source.";

    private final Reading reading;
    private final Path routes;
    private final Collection<String> connections;

    /**
     * @param routes null when it is not known
     * @param connections names that appear in the settings, whether they are complete or not
     */
    SourceReader(Reading reading, Path routes, Collection<String> connections) {
        this.reading = reading;
        this.routes = routes;
        this.connections = connections;
    }

    SourceSettings read(String name) {
        String prefix = PREFIX + name + ".";
        Map<String, Object> given = new HashMap<>();
        given.put("name", name);
        SourceSettings source = new RecordReader(reading).read(SourceSettings.class, prefix, given);
        if (source.format() != null) {
            checkFormat(prefix + "format", source.format());
        }
        if (source.deliverTo() != null) {
            source.deliverTo().forEach(target -> checkTarget(prefix + "deliver-to", target));
        }
        if (source.auth() == SourceSettings.Auth.NONE) {
            reading.problems()
                    .warn(prefix + "auth = none: whoever reaches the port may send events as " + name
                            + ". Use bearer, hmac or basic if the sender can. " + reading.where(prefix + "auth"));
        }
        return source;
    }

    private void checkTarget(String key, String target) {
        if (!connections.contains(target)) {
            String known = connections.isEmpty()
                    ? "No connection is set."
                    : "Connections are " + String.join(", ", connections) + ".";
            reading.reject(
                    key,
                    key + ": there is no connection \"" + target + "\". " + known,
                    NearestName.hint(target, connections));
        }
    }

    private void checkFormat(String key, String format) {
        Path mappings = routes == null ? null : routes.resolve("mappings");
        if (mappings == null || !Files.isDirectory(mappings) || hasFormat(mappings.resolve(format))) {
            return;
        }
        List<String> formats = formats(mappings);
        reading.reject(
                key,
                Problems.quoted(key, format) + ": no such format. Expected one of " + String.join(", ", formats)
                        + ", or a folder of your own in " + mappings + " with event-to-case.jq.",
                NearestName.hint(format, formats));
    }

    private static List<String> formats(Path mappings) {
        return Folders.names(mappings, "").stream()
                .filter(name -> hasFormat(mappings.resolve(name)))
                .toList();
    }

    private static boolean hasFormat(Path folder) {
        return Files.isRegularFile(folder.resolve("event-to-case.jq"));
    }
}
