package io.soarbridge.app;

import io.soarbridge.config.ConnectionSettings;
import io.soarbridge.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tells whether files that settings name have changed: for each, what changes when it is written or replaced. */
final class FileStamps {
    private FileStamps() {}

    static Map<String, String> of(Settings settings) {
        Map<String, String> stamps = new TreeMap<>();
        try (Stream<Path> files = Files.walk(settings.routes(), FileVisitOption.FOLLOW_LINKS)) {
            files.filter(Files::isRegularFile).forEach(file -> add(stamps, file));
        } catch (IOException e) {
            throw new UncheckedIOException("looking through " + settings.routes(), e);
        }
        for (ConnectionSettings connection : settings.connections().values()) {
            Stream.concat(
                            Stream.of(
                                    connection.tls().trust(),
                                    connection.tls().clientCert(),
                                    connection.tls().clientKey()),
                            connection.mappings().values().stream())
                    .filter(Objects::nonNull)
                    .forEach(file -> add(stamps, file));
        }
        return stamps;
    }

    private static void add(Map<String, String> stamps, Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            stamps.put(
                    file.toString(),
                    "%s %d %s".formatted(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
        } catch (IOException e) {
            stamps.put(file.toString(), "gone");
        }
    }
}
