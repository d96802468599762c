package io.soarbridge.cli;

/** Entry point of the command line. */
public final class Soarbridge {
    private Soarbridge() {}

    public static void main(String[] args) {
        throw new UnsupportedOperationException("not built yet");
    }
}
