package org.orthant.datasets.arrays;

import java.nio.file.Path;
import java.util.Optional;
import org.orthant.api.Doc;

/** The files of a split. */
public record ArrayPair(
    @Doc("a .npy file of images") Path images,
    @Doc("a .npy file of their labels, where they have any") Optional<Path> labels) {}
