package io.soarbridge.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the bundle's routes that a test may change. */
public record RouteFolder(Path path) {
    public static RouteFolder copy(Path target) throws IOException {
        Path from = Path.of("routes");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path to = target.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        return new RouteFolder(target);
    }

    /** @param text that the file must have, once */
    public RouteFolder insertBefore(String file, String text, String inserted) throws IOException {
        Path changed = path.resolve(file);
        String before = Files.readString(changed);
        int at = before.indexOf(text);
        if (at < 0 || before.indexOf(text, at + 1) >= 0) {
            throw new IllegalArgumentException("%s does not have this text once: %s".formatted(file, text));
        }
        Files.writeString(changed, before.substring(0, at) + inserted + before.substring(at));
        return this;
    }
}
