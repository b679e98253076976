package org.orthant.datasets.own;

import java.util.List;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;

/** An opened dataset. */
public record OpenedDataset(
    DatasetShape shape, Split training, Split test, String digest, List<String> notes)
    implements Dataset {
  public OpenedDataset {
    notes = List.copyOf(notes);
  }

  /** One with nothing to be said of. */
  public OpenedDataset(DatasetShape shape, Split training, Split test, String digest) {
    this(shape, training, test, digest, List.of());
  }
}
