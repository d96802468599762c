/** Stand-ins for the systems we talk to, as strict and as quirky as their documentation and users report. Not started unless asked for. */
package io.soarbridge.simulator;
