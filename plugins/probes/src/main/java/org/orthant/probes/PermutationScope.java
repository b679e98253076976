package org.orthant.probes;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.RandomNumbers;
import org.orthant.api.measure.Block;

/** Among which numbers of a layer's inputs a permutation shuffles. */
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
      shuffleParts(rows, (int) rows.size(0), block.seed().generator());
      return rows;
    }
  },
  /** Each component of these vectors over all of them, independently of other components. */
  SAMPLES {
    @Override
    INDArray rows(Block block) {
      INDArray rows = block.unfold(block.inputs()).dup('c');
      FloatBuffer numbers = rows.data().asNioFloat();
      int n = (int) rows.size(0);
      int dimension = (int) rows.size(1);
      RandomNumbers random = block.seed().generator();
      for (int component = 0; component < dimension; component++) {
        shuffle(numbers, component, dimension, n, random);
      }
      return rows;
    }
  };

  /**
   * The vectors that a filter meets after the permutation that the block's seed decides.
   *
   * @return [images × positions, d], an array of the caller's own
   */
  abstract INDArray rows(Block block);

  /** Those of the inputs shuffled within equal parts; padding is added after. */
  private static INDArray unfolded(Block block, int parts) {
    INDArray tensor = block.inputs().dup('c');
    shuffleParts(tensor, parts, block.seed().generator());
    INDArray rows = block.unfold(tensor);
    if (rows != tensor) {
      tensor.close();
    }
    return rows;
  }

  private static void shuffleParts(INDArray array, int parts, RandomNumbers random) {
    FloatBuffer numbers = array.data().asNioFloat();
    int size = Math.toIntExact(array.length() / parts);
    for (int part = 0; part < parts; part++) {
      shuffle(numbers, part * size, 1, size, random);
    }
  }

  /** Every order of numbers[first], numbers[first + step] … is equally likely (Fisher–Yates). */
  private static void shuffle(
      FloatBuffer numbers, int first, int step, int count, RandomNumbers random) {
    for (int last = count - 1; last > 0; last--) {
      int here = first + last * step;
      int there = first + random.nextInt(last + 1) * step;
      float moved = numbers.get(here);
      numbers.put(here, numbers.get(there));
      numbers.put(there, moved);
    }
  }
}
