package org.orthant.api.data;

import org.orthant.api.model.ImageShape;

/**
 * What is known of a dataset before it is opened.
 *
 * @param image one image
 * @param classes how many labels there are, 0 … classes − 1
 * @param training images to train on
 * @param test images to measure on
 */
public record DatasetShape(ImageShape image, int classes, int training, int test) {}
