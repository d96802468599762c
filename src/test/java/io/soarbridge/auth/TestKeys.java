package io.soarbridge.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keys made by OpenSSL, see {@code src/test/resources/keys}. */
final class TestKeys {
    private TestKeys() {}

    static String read(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/keys", name + ".pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
