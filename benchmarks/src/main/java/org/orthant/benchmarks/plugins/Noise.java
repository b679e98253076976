package org.orthant.benchmarks.plugins;

import static org.orthant.api.InvalidParameterException.unless;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;
import org.orthant.api.spi.DatasetSource;

/**
 * Images of CIFAR-10's shape that show nothing. Image i depends on the seed, the split and i alone.
 */
@Id("noise")
@Doc("Gaussian noise of 32 × 32 × 3 with random labels in ten classes, to time a run with")
public record Noise(
    @Doc("How many images to train on") int training,
    @Doc("How many images to measure on") int test,
    @Doc("Another seed gives other images") long seed)
    implements DatasetSource {
  private static final ImageShape IMAGE = new ImageShape(32, 32, 3);
  private static final int CLASSES = 10;

  public Noise {
    unless(training >= 1, "training", "must be at least 1", training);
    unless(test >= 1, "test", "must be at least 1", test);
  }

  public Noise() {
    this(10_000, 10_000, 1);
  }

  @Override
  public DatasetShape shape() {
    return new DatasetShape(IMAGE, CLASSES, training, test);
  }

  @Override
  public Dataset open(DataFiles files) {
    Seed noise = new Seed(seed).fork("noise");
    return new Opened(
        shape(),
        new NoiseSplit(IMAGE, CLASSES, training, noise.fork("training")),
        new NoiseSplit(IMAGE, CLASSES, test, noise.fork("test")),
        sha256(toString()));
  }

  /**
   * The dataset.
   *
   * @param digest of the parameters, on which every pixel and label depends
   */
  private record Opened(DatasetShape shape, Split training, Split test, String digest)
      implements Dataset {}

  private static String sha256(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
