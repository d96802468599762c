package io.soarbridge.simulator;

/**
 * One thing about a simulator that can be set when it starts: a credential, or behaviour that nobody has published and that may be
 * either way.
 *
 * @param name lower-case words with hyphens
 * @param standard its value unless set
 * @param meaning a sentence for the reference and the command line
 */
public record Switch(String name, String standard, String meaning) {}
