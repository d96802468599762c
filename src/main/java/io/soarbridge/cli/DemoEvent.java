package io.soarbridge.cli;

/**
 * One message of the demo.
 *
 * @param key what the bridge shall know it by, {@code <source>:<id>}
 * @param poison whether the target refuses it for good
 */
record DemoEvent(DemoScene.Source source, String key, byte[] body, boolean poison) {}
