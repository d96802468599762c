package io.soarbridge.config;

/** A key with its text as it was set, placeholders unresolved. Its text may be a secret: never print it. */
record Entry(String key, String text, Origin origin) {
    @Override
    public String toString() {
        return key + " (" + origin.shown() + ")";
    }
}
