package org.orthant.framework.storage;

import java.nio.file.Path;
import java.util.List;
import org.orthant.api.data.DataFiles;

/**
 * Where a run finds and keeps things.
 *
 * @param home what outlives it
 * @param data the files of datasets
 * @param datasets folders in which processes elsewhere look datasets up too
 */
public record RunLocations(Home home, DataFiles data, List<Path> datasets) {
  public RunLocations {
    datasets = List.copyOf(datasets);
  }
}
