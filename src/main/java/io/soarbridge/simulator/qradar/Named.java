package io.soarbridge.simulator.qradar;

/** Something of an organization that has a number and a name, such as a severity. */
record Named(int id, String name) {}
