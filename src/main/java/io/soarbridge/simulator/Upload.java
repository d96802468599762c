package io.soarbridge.simulator;

/**
 * One file of a multipart request.
 *
 * @param part name of the form part
 * @param fileName the client's local name, as it wrote it
 * @param contentType as sent, {@code application/octet-stream} when none came
 */
public record Upload(String part, String fileName, String contentType, byte[] content) {}
