package org.orthant.datasets.own;

import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;

/** An opened dataset. */
public record OpenedDataset(DatasetShape shape, Split training, Split test, String digest)
    implements Dataset {}
