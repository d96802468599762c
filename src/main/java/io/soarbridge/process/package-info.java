/** A bridge in a process of its own: started, killed, measured from outside. Used by what shows and measures the product. */
package io.soarbridge.process;
