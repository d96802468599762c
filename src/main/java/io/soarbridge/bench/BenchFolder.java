package io.soarbridge.bench;

import io.soarbridge.process.FreePort;
import io.soarbridge.support.BridgeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything on disk of one bridge under test: settings, secrets, routes, ledger and log.
 *
 * @param token that the sender proves itself with
 */
record BenchFolder(Path folder, int port, String token) {
    /** What is behind and before the bridge. */
    record Setting(Path routes, String url, Map<String, String> credentials, int concurrency) {}

    static BenchFolder create(Path folder, Setting setting) {
        try {
            Files.createDirectories(folder);
            Path secrets = Files.createDirectories(folder.resolve("secrets"));
            String token = randomKey();
            Files.writeString(secrets.resolve("bench"), token);
            for (Map.Entry<String, String> credential : setting.credentials().entrySet()) {
                Files.writeString(secrets.resolve(credential.getKey()), credential.getValue());
            }
            int port = FreePort.find();
            BenchFolder made = new BenchFolder(folder, port, token);
            Files.writeString(
                    made.propertiesFile(),
                    Resources.text("application.properties")
                            .replace("${routes}", setting.routes().toString())
                            .replace("${data}", folder.resolve("data").toString())
                            .replace("${secrets}", secrets.toString())
                            .replace("${port}", Integer.toString(port))
                            .replace("${url}", setting.url())
                            .replace("${concurrency}", Integer.toString(setting.concurrency())));
            return made;
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /**
     * A copy of the bundle's routes with one file of the benchmark's own.
     *
     * @param fill what stands for {@code ${name}} in that file
     */
    static Path routesWith(Path routes, Path folder, String file, Map<String, String> fill) {
        Path copy = folder.resolve("routes");
        try (Stream<Path> files = Files.walk(routes)) {
            for (Path each : files.toList()) {
                Path to = copy.resolve(routes.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(each, to);
                }
            }
            String text = Resources.text(file);
            for (Map.Entry<String, String> value : fill.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", value.getValue());
            }
            Files.writeString(copy.resolve(file), text);
            return copy;
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    Path propertiesFile() {
        return folder.resolve("application.properties");
    }

    Path log() {
        return folder.resolve("bridge.log");
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Head of a request through the ledger. */
    String ingest() {
        return head("/ingest/bench") + "Authorization: Bearer " + token + "\r\n";
    }

    /** Head of a request to the REST call function. */
    String call() {
        return head("/api/rest-call") + "Authorization: Bearer " + token + "\r\n";
    }

    /** Head of a request to a route. */
    String head(String path) {
        return "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n".formatted(path, port);
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Removing %s failed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    static BridgeException unwritable(Path folder, IOException e) {
        return new BridgeException(
                "bench/unwritable",
                "Writing into %s failed: %s. Name a folder on a local disk with --folder."
                        .formatted(folder, e.getMessage()),
                e);
    }

    private static String randomKey() {
        byte[] key = new byte[24];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }
}
