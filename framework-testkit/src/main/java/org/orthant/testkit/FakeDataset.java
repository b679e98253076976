package org.orthant.testkit;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;

/**
 * A small dataset made on the spot. Image i shows class i modulo the number of classes: the class's
 * own pattern under noise, each number in [−1, 1]. Images without labels all show one pattern.
 *
 * @param shape how large it is
 * @param seed another seed gives other images
 */
public record FakeDataset(DatasetShape shape, Seed seed) implements Dataset {

  @Override
  public Split training() {
    return new FakeSplit("training", shape.training());
  }

  @Override
  public Split test() {
    return new FakeSplit("test", shape.test());
  }

  /** Of shape and seed, which determine all pixels and labels. */
  @Override
  public String digest() {
    StringBuilder digits = new StringBuilder();
    for (int part = 0; part < 4; part++) {
      digits.append(HexFormat.of().toHexDigits(seed.fork(shape.toString()).fork(part).value()));
    }
    return digits.toString();
  }

  private final class FakeSplit implements Split {
    private final Seed ofSplit;
    private final int size;

    FakeSplit(String name, int size) {
      this.ofSplit = seed.fork(name);
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public INDArray images(int... indices) {
      int length = shape.image().size();
      float[] values = new float[indices.length * length];
      for (int i = 0; i < indices.length; i++) {
        RandomNumbers pattern = seed.fork("classes").fork(shown(indices[i])).generator();
        RandomNumbers noise = ofSplit.fork(indices[i]).generator();
        for (int p = 0; p < length; p++) {
          values[i * length + p] =
              (float) (0.5 * pattern.nextDouble(-1, 1) + 0.5 * noise.nextDouble(-1, 1));
        }
      }
      long[] dimensions = {
        indices.length, shape.image().height(), shape.image().width(), shape.image().channels()
      };
      return Nd4j.create(values, dimensions, 'c').detach();
    }

    @Override
    public int[] labels(int... indices) {
      if (!shape.isLabelled()) {
        throw new UnsupportedOperationException("these images have no labels");
      }
      return Arrays.stream(indices).map(this::shown).toArray();
    }

    /** The class whose pattern an image shows. */
    private int shown(int index) {
      return Objects.checkIndex(index, size) % Math.max(1, shape.classes());
    }
  }
}
