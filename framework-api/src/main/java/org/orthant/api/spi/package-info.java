/**
 * The kinds of plugins: quantizer, rotation, probe, dataset, network and executor. A plugin
 * implements one of them as a record. May use all other rooms.
 */
package org.orthant.api.spi;
