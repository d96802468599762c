package io.soarbridge.config;

import java.nio.file.Path;
import java.time.Duration;

/** What only the loader needs to know. */
record LoaderSettings(
        @Key(
                name = "secrets",
                value = "/run/secrets",
                kind = Kind.NEW_FOLDER,
                doc =
                        "Folder with one file for each secret, such as a container mounts it; {{secret:name}} reads the file of that name, and again when it changes.")
        Path secrets,

        @Key(
                name = "secrets.refresh",
                value = "5m",
                min = "10s",
                max = "1d",
                doc =
                        "How often managers are asked again for the secrets of {{hashicorp:…}}, {{aws:…}} and {{azure:…}}. They are asked at once, too, when a system refuses a credential.")
        Duration refresh) {}
