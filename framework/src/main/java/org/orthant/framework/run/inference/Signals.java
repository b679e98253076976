package org.orthant.framework.run.inference;

import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Floats;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.kernels.convolution.PackedImages;

/**
 * What passes from layer to layer: a bit each where it is nothing but +1 and −1, or numbers.
 * Closing frees the numbers, but not those of another that this one only shows in another shape.
 */
public final class Signals implements AutoCloseable {
  private final Optional<PackedImages> packed;
  private final long[] shape;
  private final boolean owner;
  private INDArray tensor;

  private Signals(PackedImages packed, long... shape) {
    this.packed = Optional.of(packed);
    this.shape = shape;
    this.owner = true;
  }

  private Signals(INDArray tensor, boolean owner) {
    this.packed = Optional.empty();
    this.shape = tensor.shape();
    this.owner = owner;
    this.tensor = tensor;
  }

  /** Numbers, which it closes in the end. */
  public static Signals of(INDArray tensor) {
    return new Signals(tensor, true);
  }

  /** Signs as they leave a layer, one row per position. */
  public static Signals of(PackedImages packed) {
    long positions = (long) packed.images() * packed.height() * packed.width();
    return new Signals(packed, positions, packed.channels());
  }

  /** The same in the shape in which it enters a layer. */
  public Signals entering(LayerShape layer) {
    if (packed.isEmpty()) {
      return new Signals(shaped(tensor, layer), false);
    }
    PackedImages images = packed.get();
    return new Signals(
        layer.kind() == LayerKind.DENSE ? images.flattened() : images,
        shape(layer, images.images()));
  }

  /** Numbers in the shape in which they enter a layer. */
  static INDArray shaped(INDArray tensor, LayerShape layer) {
    return tensor.reshape('c', shape(layer, tensor.length() / layer.input().size()));
  }

  private static long[] shape(LayerShape layer, long images) {
    return layer.kind() == LayerKind.DENSE
        ? new long[] {images, layer.dimension()}
        : new long[] {
          images, layer.input().height(), layer.input().width(), layer.input().channels()
        };
  }

  /** The first images alone. */
  Signals first(int images) {
    if (packed.isEmpty()) {
      INDArray first = Rows.first(images, tensor);
      return new Signals(first, first != tensor);
    }
    long[] fewer = shape.clone();
    fewer[0] = images;
    return new Signals(packed.get().first(images), fewer);
  }

  /** How many images, in the shape in which they enter a layer. */
  public int images() {
    return (int) shape[0];
  }

  /** A hash of an image where all are the same; empty where they are not. */
  public OptionalInt hashIfAlike() {
    if (packed.isPresent()) {
      return packed.get().hashIfAlike();
    }
    int length = Math.toIntExact(tensor.length() / images());
    AtomicReference<OptionalInt> hash = new AtomicReference<>(OptionalInt.empty());
    Floats.read(
        tensor,
        numbers -> {
          FloatBuffer first = numbers.slice(0, length);
          for (int image = 1; image < images(); image++) {
            if (first.mismatch(numbers.slice(image * length, length)) >= 0) {
              return;
            }
          }
          hash.set(OptionalInt.of(first.hashCode()));
        });
    return hash.get();
  }

  /** The bits, if it is nothing but signs. */
  public Optional<PackedImages> packed() {
    return packed;
  }

  /** The numbers, dense, c-order; those of bits are made when they are first asked for. */
  public INDArray tensor() {
    if (tensor == null) {
      tensor = Floats.array(packed.orElseThrow().unpacked(), shape);
    }
    return tensor;
  }

  /**
   * A copy that outlives this, as often as it is asked for; empty where these are numbers and
   * numbers are not kept.
   */
  public Optional<Supplier<Signals>> kept(boolean numbersKept) {
    if (packed.isPresent()) {
      PackedImages bits = packed.get();
      return Optional.of(() -> Signals.of(bits));
    }
    if (!numbersKept) {
      return Optional.empty();
    }
    float[] numbers = Floats.of(tensor);
    return Optional.of(() -> Signals.of(Floats.array(numbers, shape)));
  }

  @Override
  public void close() {
    if (owner && tensor != null) {
      tensor.close();
    }
  }
}
