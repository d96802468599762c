/**
 * The command line: parses, calls the parts, prints, and turns the outcome into an exit code. Entry type
 * {@link io.soarbridge.cli.Soarbridge}. Holds no logic that a route, the ledger or a mapping would need.
 */
package io.soarbridge.cli;
