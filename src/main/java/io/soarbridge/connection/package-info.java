/** One live connection to a system: HTTP client, signing, rate, breaker, and the {@code connection:} component that calls through it. */
package io.soarbridge.connection;
