/**
 * The axes of a file's tensors on images: which axis counts rows, columns or channels, and in which
 * order a flattened axis goes through them. Uses nothing of the formats.
 */
package org.orthant.formats.layout;
