/**
 * Datasets: what is known of one before it is opened, its splits of images with labels, the files
 * it consists of and where they can be downloaded, and between which numbers pixels lie. May use
 * {@code api.model} for the shape of an image.
 */
package org.orthant.api.data;
