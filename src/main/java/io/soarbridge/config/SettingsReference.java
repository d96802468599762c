package io.soarbridge.config;

import java.util.List;

/** Writes the pages about settings from their definitions. */
public final class SettingsReference {
    /** Line of the sample file below which everything is generated. */
    public static final String MARK =
            "#### Every setting with its default. From here on generated; copy a line up to change it. ####";

    private static final int WIDTH = 110;

    private static final String INTRO = """
            # Settings

            <!-- Generated from the definitions in the code. Do not edit; the build says how to write it again. -->

            Settings stand in `application.properties`; `--config FILE` names another file. Relative paths start at the folder of that
            file. A key that is not listed here is an error, except those that start with `camel.`, which go to Apache Camel as
            they are. All problems are reported together at start, with file and line; then nothing is started and the exit code
            is 2. `./soarbridge config` shows every setting in force, where it was set, and no secret.

            **Values from elsewhere.** Any value may hold these:

            | placeholder | stands for |
            |---|---|
            | `{{env:NAME}}` | an environment variable; not set or empty is an error |
            | `{{env:NAME:default}}` | the same, with a value for when it is not set |
            | `{{secret:name}}` | the file `name` in the folder `soarbridge.secrets` |
            | `{{file:/path}}` | any file |

            Files hold one line of UTF-8 text, at most 64KiB. A secret from a file is read again within a second of its change, without
            a restart; while the file is missing or empty the last good value stays in force.

            **Environment variables.** Every key of a name that the file mentions can be overridden by a variable: the key in
            capitals, with `_` for `.` and `-`. `SOARBRIDGE_HTTP_PORT=9000` stands for `soarbridge.http.port = 9000`. Such a value is taken
            as it is, without placeholders. An empty variable counts as not set.

            **Units.** Durations: `ms`, `s`, `m`, `h`, `d`. Sizes: `B`, `KiB`, `MiB`, `GiB`, `TiB` (1024) and `KB`, `MB`, `GB`, `TB` (1000).
            Rates: `5/s`, `300/m`, `1000/h`. Names of sources and connections: lower-case letters, digits and `-`, at most 63.
            """;

    private final List<ReferenceSection> sections;

    public SettingsReference(ConnectorTypes connectors) {
        this.sections = ReferenceSection.all(connectors);
    }

    /** {@code docs/reference/configuration.md}. */
    public String markdown() {
        StringBuilder page = new StringBuilder(INTRO);
        for (ReferenceSection section : sections) {
            page.append("\n## ").append(section.title()).append("\n\n");
            page.append(escaped(section.intro())).append("\n\n");
            page.append("| key | value | default | meaning |\n|---|---|---|---|\n");
            for (KeySpec spec : section.specs()) {
                page.append("| `").append(section.prefix()).append(spec.name()).append("` | ");
                page.append(escaped(spec.expected())).append(" | ");
                page.append(
                        spec.fallback() == null || spec.fallback().isEmpty()
                                ? absent(spec)
                                : "`" + spec.fallback() + "`");
                page.append(" | ").append(escaped(meaning(spec))).append(" |\n");
            }
        }
        return page.toString();
    }

    /**
     * @param current text of the sample file; what stands above {@link #MARK} is kept
     * @return the whole file with the reference part written anew
     */
    public String sampleProperties(String current) {
        int mark = current.indexOf(MARK);
        StringBuilder sample = new StringBuilder(mark < 0 ? current : current.substring(0, mark));
        sample.append(MARK).append('\n');
        for (ReferenceSection section : sections) {
            sample.append("\n## ").append(section.title()).append('\n');
            comment(sample, "## ", section.intro());
            for (KeySpec spec : section.specs()) {
                String fallback = spec.fallback() == null ? "" : spec.fallback();
                sample.append('\n');
                comment(sample, "# ", meaning(spec) + " Value: " + spec.expected() + "." + sampleAbsent(spec));
                sample.append(("#" + section.prefix() + spec.name() + " = " + fallback).stripTrailing());
                sample.append('\n');
            }
        }
        return sample.toString();
    }

    private static String absent(KeySpec spec) {
        if (spec.required()) {
            return "required";
        }
        return spec.unset().isEmpty() ? "none" : spec.unset();
    }

    private static String sampleAbsent(KeySpec spec) {
        if (spec.fallback() != null) {
            return "";
        }
        return spec.required() ? " Required." : " Default: " + absent(spec) + ".";
    }

    private static String meaning(KeySpec spec) {
        return spec.when().isEmpty()
                ? spec.doc()
                : spec.doc() + " Only with " + spec.when().replace("=", " = ") + ".";
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    private static void comment(StringBuilder out, String lead, String text) {
        StringBuilder line = new StringBuilder(lead.stripTrailing());
        for (String word : text.split("\\s+")) {
            if (line.length() + 1 + word.length() > WIDTH) {
                out.append(line).append('\n');
                line = new StringBuilder(lead.stripTrailing());
            }
            line.append(' ').append(word);
        }
        out.append(line).append('\n');
    }
}
