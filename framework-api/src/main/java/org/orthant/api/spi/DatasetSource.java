package org.orthant.api.spi;

import java.io.IOException;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;

/** Reads or makes a dataset. */
public non-sealed interface DatasetSource extends Plugin {

  /** The dataset's shape, known without opening it. */
  DatasetShape shape();

  /**
   * Opens the dataset.
   *
   * @param files finds its files
   * @throws org.orthant.api.BadInputException if a file is missing, truncated or foreign; the
   *     message names it, with expected and found length or magic number
   */
  Dataset open(DataFiles files) throws IOException;
}
