/**
 * The API that plugins compile against. Begin with {@code spi}, the kinds of plugins; {@code model}
 * says what a layer is, {@code measure} what a probe is shown, {@code finding} what it finds. Here
 * lie what all of them use: ids and documentation of plugins, seeds, and how bad input is refused.
 */
package org.orthant.api;
