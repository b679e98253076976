package org.orthant.framework.run;

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
public record Site(Home home, DataFiles data, List<Path> datasets) {
  public Site {
    datasets = List.copyOf(datasets);
  }
}
