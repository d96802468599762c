/** Wires the parts and runs them. */
package io.soarbridge.app;
