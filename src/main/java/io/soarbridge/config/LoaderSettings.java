package io.soarbridge.config;

import java.nio.file.Path;

/** What only the loader needs to know. */
record LoaderSettings(
        @Key(
                name = "secrets",
                value = "/run/secrets",
                kind = Kind.NEW_FOLDER,
                doc =
                        "Folder with one file for each secret, such as a container mounts it; {{secret:name}} reads the file of that name, and again when it changes.")
        Path secrets) {}
