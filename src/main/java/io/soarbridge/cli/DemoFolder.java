package io.soarbridge.cli;

import io.soarbridge.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The demo's folder: settings, secrets, the ledger and the bridge's log.
 *
 * @param secrets what the sources prove themselves with, by source
 */
record DemoFolder(Path folder, int port, Map<String, String> secrets) {
    /** Makes a new one for a bridge that delivers to all {@code targets}. */
    static DemoFolder create(DemoScene scene, DemoTargets targets) {
        try {
            Path folder = Files.createTempDirectory("soarbridge-demo-").toRealPath();
            Map<String, String> secrets = new HashMap<>();
            scene.sources().forEach(source -> secrets.put(source.name(), randomKey()));
            Path mounted = Files.createDirectory(folder.resolve("secrets"));
            write(mounted, secrets);
            int port = FreePort.find();
            Path routes = Installation.home().resolve("routes");
            String settings = scene.settings()
                    .replace("${routes}", routes.toString())
                    .replace("${data}", folder.resolve("data").toString())
                    .replace("${secrets}", mounted.toString())
                    .replace("${port}", Integer.toString(port))
                    .replace("${targets}", String.join(", ", targets.running().keySet()))
                    .replace("${connections}", targets.settings(routes, mounted));
            DemoFolder demo = new DemoFolder(folder, port, Map.copyOf(secrets));
            Files.writeString(demo.propertiesFile(), settings);
            return demo;
        } catch (IOException e) {
            throw new UncheckedIOException("Making a folder for the demo failed: " + e.getMessage(), e);
        }
    }

    Path propertiesFile() {
        return folder.resolve("application.properties");
    }

    Path log() {
        return folder.resolve("bridge.log");
    }

    URI ingest(String source) {
        return URI.create("http://127.0.0.1:%d/ingest/%s".formatted(port, source));
    }

    /** Removes the folder with all that is in it. */
    void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Removing %s failed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static void write(Path folder, Map<String, String> secrets) throws IOException {
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            Files.writeString(folder.resolve(secret.getKey()), secret.getValue());
        }
    }

    private static String randomKey() {
        byte[] key = new byte[24];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }
}
