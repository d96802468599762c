package io.soarbridge.cli;

import io.soarbridge.config.Settings;
import java.util.List;

/**
 * Settings as they were read.
 *
 * @param effective each key with its value as it may be shown, secrets masked
 * @param loaded what the reader returned, for those who start the bridge with it
 */
record Configured(Settings settings, List<String> warnings, List<Effective> effective, Object loaded) {
    /** @param origin file and line, environment variable, secret file, or {@code default} */
    record Effective(String key, String value, String origin) {}
}
