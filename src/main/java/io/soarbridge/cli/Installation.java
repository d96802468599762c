package io.soarbridge.cli;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** Where the program and the files it comes with are. */
final class Installation {
    private Installation() {}

    /** The folder with {@code routes}: the one that holds the program, or one above it; the working folder when there is none. */
    static Path home() {
        for (Path folder = program().getParent(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("routes"))) {
                return folder;
            }
        }
        return Path.of("").toAbsolutePath();
    }

    /** The jar, or the folder of classes when not packaged. */
    static Path program() {
        try {
            CodeSource source = Soarbridge.class.getProtectionDomain().getCodeSource();
            URL place = source == null ? null : source.getLocation();
            Path program = place == null ? classPath() : Path.of(place.toURI());
            return program.toAbsolutePath().normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path always holds URIs", e);
        }
    }

    /** Classes from an archive that was recorded before the folder was moved have no place. */
    private static Path classPath() {
        String path = ManagementFactory.getRuntimeMXBean().getClassPath();
        return Path.of(path.split(File.pathSeparator, 2)[0]);
    }

    /** {@code application.properties} in the working folder, else the one beside the program, which may not exist. */
    static Path propertiesFile() {
        Path here = Path.of("application.properties").toAbsolutePath();
        return Files.exists(here) ? here : home().resolve("application.properties");
    }

    /** From the jar's manifest. */
    static String version() {
        return Optional.ofNullable(Installation.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
