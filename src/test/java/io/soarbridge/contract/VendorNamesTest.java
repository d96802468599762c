package io.soarbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Vendors live in YAML and jq, mechanisms in Java. Which names are vendors' is derived from the connectors' file names. */
final class VendorNamesTest {
    private static final Path MAIN = Path.of("src/main/java");

    /** Words in connectors' names that are no vendor's. */
    private static final Set<String> COMMON_WORDS = Set.of("soar", "cloud", "security", "siem", "rest", "http");

    /** What may stay, by the end of a file's path: the signing schemes that a vendor defined are named after it. */
    private static final Map<String, List<String>> WAIVERS =
            Map.of("auth/Signers.java", List.of("cortex-advanced-key", "CortexAdvancedKey"));

    @Test
    void no_mechanism_knows_a_vendor() throws IOException {
        Set<String> vendors = vendors();
        List<String> found = new ArrayList<>();
        for (Path file : files(MAIN, ".java")) {
            String path = file.toString().replace('\\', '/');
            if (path.contains("/simulator/") || path.endsWith("auth/CortexAdvancedKey.java")) {
                continue;
            }
            String code = withoutComments(Files.readString(file));
            for (String allowed : waived(path)) {
                code = code.replace(allowed, "");
            }
            String searched = (path + "\n" + code).toLowerCase(Locale.ROOT);
            vendors.stream().filter(searched::contains).forEach(vendor -> found.add(path + ": " + vendor));
        }

        assertThat(vendors).isNotEmpty();
        assertThat(found).isEmpty();
    }

    @Test
    void comments_are_no_code() {
        assertThat(withoutComments("a /* b\nc */ d // e\n\"http://f\"")).isEqualTo("a  d \n\"http://f\"");
    }

    private static Set<String> vendors() throws IOException {
        Set<String> vendors = new TreeSet<>();
        for (Path connector : files(Path.of("routes/connectors"), ".yaml")) {
            String name = connector.getFileName().toString().replace(".yaml", "");
            vendors.addAll(Arrays.asList(name.split("-", -1)));
        }
        vendors.removeAll(COMMON_WORDS);
        return vendors;
    }

    private static List<String> waived(String path) {
        return WAIVERS.entrySet().stream()
                .filter(waiver -> path.endsWith(waiver.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(List.of());
    }

    /** Text in quotes is kept, and what looks like a comment in it too. */
    private static String withoutComments(String java) {
        return java.replaceAll("(\"(?:\\\\.|[^\"\\\\\n])*\")|(?s:/\\*.*?\\*/)|//[^\n]*", "$1");
    }

    static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
