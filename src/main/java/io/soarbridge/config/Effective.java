package io.soarbridge.config;

/**
 * One setting in force.
 *
 * @param value as it may be shown, secrets masked
 * @param origin such as {@code application.properties:41}, {@code environment variable SOARBRIDGE_HTTP_PORT} or {@code default}
 */
public record Effective(String key, String value, String origin) {}
