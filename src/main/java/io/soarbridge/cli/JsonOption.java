package io.soarbridge.cli;

import picocli.CommandLine.Option;

/** {@code --json}, the same everywhere. */
final class JsonOption {
    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    boolean on() {
        return json;
    }
}
