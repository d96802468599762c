/** Sumo Logic Cloud SOAR and Cloud SIEM. Entry types {@code SumoSoarKind} and {@code SumoSiemKind}. */
package io.soarbridge.simulator.sumo;
