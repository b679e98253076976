package org.orthant.datasets;

import static org.orthant.api.InvalidParameterException.unless;

import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.model.ImageShape;
import org.orthant.api.spi.DatasetSource;

/**
 * Digits drawn on the spot, so that a first run needs no download: each is the strokes of a glyph,
 * bent, sheared, turned and shifted at random, and covered with noise. Image i shows digit i mod
 * 10; it depends on the seed, the split and i alone, and is the same on every machine.
 */
@Id("digits")
@Doc("Ten classes of digits drawn by random strokes, 28 × 28 grey, made without a download")
public record Digits(
    @Doc("How many images to train on") int training,
    @Doc("How many images to measure on") int test,
    @Doc("Another seed gives other images") long seed)
    implements DatasetSource {
  private static final int CLASSES = 10;
  private static final int MOST = 1_000_000;

  public Digits {
    checkCount(training, "training");
    checkCount(test, "test");
  }

  public Digits() {
    this(8_000, 2_000, 1);
  }

  @Override
  public DatasetShape shape() {
    return new DatasetShape(
        new ImageShape(DigitPainter.SIDE, DigitPainter.SIDE, 1), CLASSES, training, test);
  }

  @Override
  public Dataset open(DataFiles files) {
    Seed digits = new Seed(seed).fork("digits");
    return PixelDataset.of(
        CLASSES, drawn(digits.fork("training"), training), drawn(digits.fork("test"), test));
  }

  private PixelSplit drawn(Seed split, int count) {
    ImageShape image = shape().image();
    byte[] pixels = new byte[count * image.size()];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      int digit = i % CLASSES;
      byte[] painted = DigitPainter.paint(digit, split.fork(i).generator());
      System.arraycopy(painted, 0, pixels, i * image.size(), image.size());
      labels[i] = (byte) digit;
    }
    return new PixelSplit(image, pixels, labels);
  }

  private static void checkCount(int count, String parameter) {
    unless(count >= 1 && count <= MOST, parameter, "must lie in 1 … " + MOST, count);
  }
}
