package org.orthant.framework.run;

import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;

/**
 * A dataset whose images and labels are looked at before anyone else sees them.
 *
 * @param id the dataset's
 */
record CheckedDataset(String id, Dataset dataset) implements Dataset {

  @Override
  public DatasetShape shape() {
    return dataset.shape();
  }

  @Override
  public Split training() {
    return new CheckedSplit(id, shape().image(), dataset.training());
  }

  @Override
  public Split test() {
    return new CheckedSplit(id, shape().image(), dataset.test());
  }

  @Override
  public String digest() {
    return dataset.digest();
  }
}
