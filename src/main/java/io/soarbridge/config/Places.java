package io.soarbridge.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads settings that name a place: files, folders, addresses. Relative paths start at the folder of the settings file. */
final class Places {
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)*");

    private static final Pattern DATABASE = Pattern.compile("jdbc:postgresql://[^/?#\\s]+/[^/?#\\s]+(\\?[^#\\s]*)?");
    private static final Pattern IDENTITY =
            Pattern.compile("[?&](user|password|sslpassword|[a-z]*secret[a-z]*)=", Pattern.CASE_INSENSITIVE);

    private Places() {}

    static Path path(String text, Path base) throws BadValueException {
        try {
            return base.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new BadValueException("not a path");
        }
    }

    static Path folder(String text, Path base) throws BadValueException {
        Path folder = path(text, base);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new BadValueException("a file, not a folder");
        }
        return folder;
    }

    static Path existingFolder(String text, Path base) throws BadValueException {
        Path folder = folder(text, base);
        if (!Files.isDirectory(folder)) {
            throw new BadValueException("there is no such folder (looked at " + folder + ")");
        }
        return folder;
    }

    static Path file(String text, Path base) throws BadValueException {
        Path file = path(text, base);
        if (Files.isDirectory(file)) {
            throw new BadValueException("a folder, not a file");
        }
        if (!Files.exists(file)) {
            throw new BadValueException("there is no such file (looked at " + file + ")");
        }
        if (!Files.isReadable(file)) {
            throw new BadValueException("this process may not read the file " + file);
        }
        return file;
    }

    static URI url(String text) throws BadValueException {
        URI uri = uri(text);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new BadValueException("has a query or a fragment");
        }
        String path = uri.getRawPath();
        return path != null && path.endsWith("/") ? URI.create(text.replaceAll("/+$", "")) : uri;
    }

    /** Of one page, where {@link #url} is where an API begins. */
    static URI address(String text) throws BadValueException {
        return uri(text);
    }

    static URI proxy(String text) throws BadValueException {
        URI uri = uri(text);
        String path = uri.getRawPath();
        boolean bare = (path == null || path.isEmpty()) && uri.getRawQuery() == null && uri.getRawFragment() == null;
        if (!"http".equals(uri.getScheme()) || uri.getPort() < 1 || !bare) {
            throw new BadValueException("not a proxy");
        }
        return uri;
    }

    /** User and password have keys of their own, one of them a secret; a URL is shown in logs and errors. */
    static String database(String text) throws BadValueException {
        if (text.isEmpty()) {
            return text;
        }
        if (!DATABASE.matcher(text).matches()) {
            throw new BadValueException("not a PostgreSQL database");
        }
        if (text.contains("@") || IDENTITY.matcher(text).find()) {
            throw new BadValueException(
                    "holds a user or password",
                    "Set soarbridge.outbox.user and soarbridge.outbox.password, and take them out of the URL.");
        }
        return text;
    }

    static String prefix(String text) throws BadValueException {
        if (!PREFIX.matcher(text).matches()) {
            throw new BadValueException("not a path prefix");
        }
        return text;
    }

    private static URI uri(String text) throws BadValueException {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new BadValueException("not a URL");
        }
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw new BadValueException("does not start with https:// or http://");
        }
        if (uri.getRawUserInfo() != null || text.contains("@")) {
            throw new BadValueException("holds a user or password, which belong into keys of their own");
        }
        if (uri.getHost() == null || uri.getPort() > 65535 || uri.getPort() == 0) {
            throw new BadValueException("has no valid host and port");
        }
        return uri;
    }
}
