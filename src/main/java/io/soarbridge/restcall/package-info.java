/** The REST call function: inputs in, one HTTP call, a complete result out. Entry type {@link io.soarbridge.restcall.RestFunction}. */
package io.soarbridge.restcall;
