package org.orthant.api.spi;

import java.nio.file.Path;
import java.util.Optional;
import org.orthant.api.Progress;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;

/**
 * What a network source works with.
 *
 * @param dataset the opened dataset; empty where the configuration names none
 * @param seed for everything random
 * @param cache a folder for files worth finding again, shared by all runs; its files are named by
 *     the hash of all that shaped them
 * @param progress where to say how far it is
 */
public record Preparation(Optional<Dataset> dataset, Seed seed, Path cache, Progress progress) {}
