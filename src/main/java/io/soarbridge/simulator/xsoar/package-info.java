/** Palo Alto Networks Cortex XSOAR 8 and 6. Entry types {@code CortexXsoarSimulator} and {@code RunningCortexXsoar}. */
package io.soarbridge.simulator.xsoar;
