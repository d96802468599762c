/** Splunk SOAR (formerly Phantom) by its REST API. Entry type {@code SplunkSoarKind}. */
package io.soarbridge.simulator.splunk;
