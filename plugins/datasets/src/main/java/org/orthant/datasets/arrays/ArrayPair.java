package org.orthant.datasets.arrays;

import java.nio.file.Path;
import org.orthant.api.Doc;

/** The two files of a split. */
public record ArrayPair(
    @Doc("a .npy file of images") Path images, @Doc("a .npy file of their labels") Path labels) {}
