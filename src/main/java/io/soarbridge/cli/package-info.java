/** The command line. */
package io.soarbridge.cli;
