/**
 * Typed settings: defined once, with default, unit and meaning, and from that read, checked, sampled and documented. Entry type
 * {@link io.soarbridge.config.Settings}. Alone in reading the environment. Must not know what the settings are used for.
 */
package io.soarbridge.config;
