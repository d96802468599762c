/** What the bridge says of itself while it works: meters, trace spans, and the form of log lines. */
package io.soarbridge.observe;
