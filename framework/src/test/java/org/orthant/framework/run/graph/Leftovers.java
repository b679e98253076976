package org.orthant.framework.run.graph;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Variant;

/**
 * Counts numbers in arrays that nobody closed. Shapes and other small things of ND4J's are left to
 * the garbage collector, as many for many images as for few; arrays of numbers grow with the
 * images.
 */
final class Leftovers {
  private static final int FEW = 2;
  private static final int MANY = 34;
  private static final int REPEATS = 3;

  private Leftovers() {}

  /** Numbers that are left if many images pass, less those if few do. */
  static long perImages(Network network, List<Variant> variants, Inference.Observer observer) {
    return left(network, variants, observer, MANY) - left(network, variants, observer, FEW);
  }

  private static long left(
      Network network, List<Variant> variants, Inference.Observer observer, int count) {
    List<float[]> images = Computed.images(network.graph(), count, count);
    long most = 0;
    try (INDArray tensor = Computed.tensor(images, network.graph().input())) {
      for (int i = 0; i < REPEATS; i++) {
        Set<?> before = Set.copyOf(references().keySet());
        Inference.run(network, tensor, variants, observer);
        // The collector may have been there before, which hides what it found.
        most = Math.max(most, open(before));
      }
    }
    return most;
  }

  /** The numbers in buffers that are not closed, without those that were there before. */
  private static long open(Set<?> before) {
    return references().entrySet().stream()
        .filter(entry -> !before.contains(entry.getKey()))
        .map(entry -> ((Reference<?>) entry.getValue()).get())
        .filter(DataBuffer.class::isInstance)
        .map(DataBuffer.class::cast)
        // What only shows the numbers of another is closed with it, and does not know it.
        .filter(buffer -> buffer.originalDataBuffer() == null)
        .filter(buffer -> !buffer.wasClosed())
        .mapToLong(DataBuffer::length)
        .sum();
  }

  /** All buffers that ND4J has made and that the collector has not found yet. */
  private static Map<?, ?> references() {
    try {
      Field field = DeallocatorService.class.getDeclaredField("referenceMap");
      field.setAccessible(true);
      return (Map<?, ?>) field.get(Nd4j.getDeallocatorService());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
