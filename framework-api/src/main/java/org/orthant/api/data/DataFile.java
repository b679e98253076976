package org.orthant.api.data;

/**
 * A file of a dataset.
 *
 * @param path its place inside a dataset folder, such as {@code mnist/train-images-idx3-ubyte.gz}
 * @param download where it comes from if no folder holds it
 */
public record DataFile(String path, Download download) {}
