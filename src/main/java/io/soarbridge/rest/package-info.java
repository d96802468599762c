/** What an HTTP answer means for the one who called: classification, Retry-After. Entry type {@code CallException}. */
package io.soarbridge.rest;
