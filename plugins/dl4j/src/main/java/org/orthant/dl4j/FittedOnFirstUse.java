package org.orthant.dl4j;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.orthant.api.BadInputException;
import org.orthant.api.Seed;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Patches;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/**
 * A quantizer that is fitted to the first rows it meets, and stays fixed from then on. In a
 * training these are the rows of the network before its first step, in a stored network those of
 * its files.
 */
final class FittedOnFirstUse implements VectorMap {
  private final Quantizer quantizer;
  private final LayerShape shape;
  private final Role role;
  private final Seed seed;
  private VectorMap map;

  FittedOnFirstUse(Quantizer quantizer, LayerShape shape, Role role, Seed seed) {
    this.quantizer = quantizer;
    this.shape = shape;
    this.role = role;
    this.seed = seed;
  }

  /** The quantizer as fitted; this where it has met no rows. */
  VectorMap fitted() {
    return map == null ? this : map;
  }

  @Override
  public INDArray apply(INDArray rows) {
    return apply(
        rows,
        () -> {
          throw new IllegalStateException("activations are fitted to themselves alone");
        });
  }

  /**
   * Maps each row.
   *
   * @param inputs what enters the layer meanwhile, [images, height, width, channels] or [images, d]
   */
  INDArray apply(INDArray rows, Supplier<INDArray> inputs) {
    INDArray result;
    try {
      if (map == null) {
        map = fit(rows, inputs);
      }
      result = map.apply(rows);
    } catch (BadInputException e) {
      throw e;
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      throw new IllegalStateException(failed(inWords(e)), e);
    }
    if (result == null || !result.equalShapes(rows)) {
      throw new IllegalStateException(
          failed(
              String.format(
                  Locale.ROOT,
                  "%s came of %s",
                  result == null ? null : Arrays.toString(result.shape()),
                  Arrays.toString(rows.shape()))));
    }
    return result;
  }

  /** An exception of a plugin's own may throw when it is asked what it says. */
  private static String inWords(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (RuntimeException | Error e) {
      return thrown.getClass().getName();
    }
  }

  private String failed(String reason) {
    return String.format(
        Locale.ROOT,
        "the network's quantizer %s failed on the %s of %s: %s",
        quantizer,
        role.name().toLowerCase(Locale.ROOT),
        shape.name(),
        reason);
  }

  private VectorMap fit(INDArray rows, Supplier<INDArray> inputs) {
    // What the map keeps must outlive the step in which it is fitted.
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return quantizer.fit(
          new FirstRows(shape, role, rows.dup('c'), inputs, seed.fork("inputs")), seed);
    }
  }

  private record FirstRows(
      LayerShape shape, Role role, INDArray rows, Supplier<INDArray> tensor, Seed seed)
      implements Sample {
    @Override
    public INDArray inputs(int atMost) {
      INDArray images = tensor.get().dup('c');
      int count = (int) Math.min(atMost, images.size(0));
      INDArray chosen = images.get(NDArrayIndex.interval(0, count)).dup('c');
      return new Patches(shape).some(chosen, Math.min(shape.positions(), atMost / count), seed);
    }
  }
}
