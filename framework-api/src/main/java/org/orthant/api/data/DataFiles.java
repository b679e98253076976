package org.orthant.api.data;

import java.io.IOException;
import java.nio.file.Path;

/** Finds the files of datasets. */
@FunctionalInterface
public interface DataFiles {

  /**
   * Finds a file on this machine, or brings it here. One that was lying here may be encoded
   * differently from the download, so its reader checks what it holds.
   *
   * @throws org.orthant.api.BadInputException if it cannot be had; the message names what was tried
   *     and how to place it by hand
   */
  Path find(DataFile file) throws IOException;
}
