/** The front door: authenticates senders, checks and splits what they post, answers when it is on disk. */
package io.soarbridge.ingest;
