package io.soarbridge.app;

import io.soarbridge.config.Effective;
import io.soarbridge.config.LoadedSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is other in new settings: names of keys and files, never values. */
final class Changes {
    /** What can change while the bridge runs; the rest is built into it at its start. */
    private static final List<String> LIVE = List.of(
            "soarbridge.source.",
            "soarbridge.connection.",
            "soarbridge.rest-call.",
            "soarbridge.routes",
            "soarbridge.secrets",
            "camel.component.",
            "camel.vault.");

    private static final List<String> NOT_LIVE =
            List.of("soarbridge.rest-call.stomp.", "soarbridge.rest-call.sealing-key");

    private Changes() {}

    static List<String> settings(LoadedSettings before, LoadedSettings after) {
        return differing(texts(before), texts(after));
    }

    static List<String> files(Map<String, String> before, Map<String, String> after) {
        return differing(before, after);
    }

    static boolean needsRestart(String key) {
        return LIVE.stream().noneMatch(key::startsWith) || NOT_LIVE.stream().anyMatch(key::startsWith);
    }

    private static Map<String, String> texts(LoadedSettings loaded) {
        Map<String, String> texts = new HashMap<>();
        for (Effective setting : loaded.effective()) {
            texts.put(setting.key(), setting.value());
        }
        loaded.hidden().forEach((key, text) -> texts.put(key, text.get()));
        return texts;
    }

    private static List<String> differing(Map<String, String> before, Map<String, String> after) {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new))
                .stream()
                .toList();
    }
}
