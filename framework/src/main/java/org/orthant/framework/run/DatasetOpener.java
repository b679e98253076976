package org.orthant.framework.run;

import java.io.IOException;
import java.util.Optional;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.spi.DatasetSource;
import org.orthant.framework.config.Named;
import org.orthant.framework.config.RunSpec;
import org.orthant.framework.run.guard.CheckedDataset;

/**
 * Opens datasets.
 *
 * @param data where their files are
 */
record DatasetOpener(DataFiles data) {

  /** The run's dataset, held to its contract; empty if the run names none. */
  Optional<Dataset> open(RunSpec spec) throws IOException {
    if (spec.dataset().isEmpty()) {
      return Optional.empty();
    }
    Named<DatasetSource> source = spec.dataset().get();
    return Optional.of(
        new CheckedDataset(
            source.name(),
            new RequiredPlugin("dataset", source.name())
                .call("open", () -> source.value().open(data))));
  }
}
