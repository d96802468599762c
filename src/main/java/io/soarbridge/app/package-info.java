/** Wires the parts and runs them. Entry type {@link io.soarbridge.app.Bridge}. */
package io.soarbridge.app;
