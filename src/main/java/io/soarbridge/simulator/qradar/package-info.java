/** A stand-in for IBM QRadar SOAR; {@code docs/systems/qradar-soar.md} says what of it is known and what is guessed. */
package io.soarbridge.simulator.qradar;
