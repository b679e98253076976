package org.orthant.probes;

import java.nio.FloatBuffer;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.RandomNumbers;
import org.orthant.api.measure.Block;
import org.orthant.api.model.LayerShape;

/**
 * Among which numbers of a layer's inputs a permutation shuffles: in a layer with groups, among
 * those that meet the same filters.
 */
public enum PermutationScope {
  /** All numbers of the group of images, whatever their image, place and channel. */
  TENSOR {
    @Override
    INDArray rows(Block block) {
      return unfolded(block, 1);
    }
  },
  /** The numbers of each image. */
  IMAGE {
    @Override
    INDArray rows(Block block) {
      return unfolded(block, (int) block.inputs().size(0));
    }
  },
  /** The components of each vector that a filter meets, a patch with its padding. */
  PATCH {
    @Override
    INDArray rows(Block block) {
      INDArray rows = block.unfold(block.inputs()).dup('c');
      FloatBuffer numbers = rows.data().asNioFloat();
      int dimension = Math.toIntExact(rows.size(1));
      RandomNumbers random = block.seed().generator();
      for (int row = 0; row < rows.size(0); row++) {
        int first = row * dimension;
        shuffle(numbers, i -> first + i, dimension, random);
      }
      return rows;
    }
  },
  /** Each component of these vectors over all of them, independently of other components. */
  SAMPLES {
    @Override
    INDArray rows(Block block) {
      INDArray rows = block.unfold(block.inputs()).dup('c');
      FloatBuffer numbers = rows.data().asNioFloat();
      int components = Math.toIntExact(rows.size(1) * block.layer().shape().groups());
      int places = Math.toIntExact(rows.length() / components);
      RandomNumbers random = block.seed().generator();
      for (int component = 0; component < components; component++) {
        int first = component;
        shuffle(numbers, i -> first + i * components, places, random);
      }
      return rows;
    }
  };

  /**
   * The vectors that a filter meets after the permutation that the block's seed decides. In a layer
   * with groups no number moves from one group's channels to another's.
   *
   * @return [images × positions × groups, d], an array of the caller's own
   */
  abstract INDArray rows(Block block);

  /**
   * Those of the inputs shuffled within equal parts, in each group of channels by itself; padding
   * is added after.
   */
  private static INDArray unfolded(Block block, int parts) {
    INDArray tensor = block.inputs().dup('c');
    FloatBuffer numbers = tensor.data().asNioFloat();
    RandomNumbers random = block.seed().generator();
    LayerShape shape = block.layer().shape();
    int size = Math.toIntExact(tensor.length() / parts);
    for (int part = 0; part < parts; part++) {
      for (int group = 0; group < shape.groups(); group++) {
        shuffle(numbers, places(shape, part * size, group), size / shape.groups(), random);
      }
    }
    INDArray rows = block.unfold(tensor);
    if (rows != tensor) {
      tensor.close();
    }
    return rows;
  }

  /** Returns where the numbers of a group's channels lie. */
  private static IntUnaryOperator places(LayerShape shape, int first, int group) {
    if (shape.groups() == 1) {
      return i -> first + i;
    }
    int channels = shape.channelsPerGroup();
    int ofGroup = first + group * channels;
    return i -> ofGroup + i / channels * shape.input().channels() + i % channels;
  }

  /** Every order of the numbers at these places is equally likely (Fisher–Yates). */
  private static void shuffle(
      FloatBuffer numbers, IntUnaryOperator places, int count, RandomNumbers random) {
    for (int last = count - 1; last > 0; last--) {
      int here = places.applyAsInt(last);
      int there = places.applyAsInt(random.nextInt(last + 1));
      float moved = numbers.get(here);
      numbers.put(here, numbers.get(there));
      numbers.put(there, moved);
    }
  }
}
