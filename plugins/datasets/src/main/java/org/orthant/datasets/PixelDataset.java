package org.orthant.datasets;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;

/**
 * A dataset whose pixels lie in memory.
 *
 * @param digest SHA-256 over the training pixels and labels, then the test pixels and labels, in
 *     hexadecimal
 */
record PixelDataset(DatasetShape shape, PixelSplit training, PixelSplit test, String digest)
    implements Dataset {

  static PixelDataset of(int classes, PixelSplit training, PixelSplit test) {
    DatasetShape shape = new DatasetShape(training.image(), classes, training.size(), test.size());
    return new PixelDataset(shape, training, test, sha256(training, test));
  }

  /** Returns the same with names of its classes. */
  PixelDataset named(List<String> classes) {
    return new PixelDataset(
        new DatasetShape(shape.image(), shape.classes(), shape.training(), shape.test(), classes),
        training,
        test,
        digest);
  }

  private static String sha256(PixelSplit... splits) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (PixelSplit split : splits) {
        sha.update(split.allPixels());
        sha.update(split.allLabels());
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
