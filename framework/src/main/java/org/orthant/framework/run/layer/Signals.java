package org.orthant.framework.run.layer;

import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.kernels.convolution.PackedImages;
import org.orthant.kernels.lanes.LaneImages;

/**
 * What passes through a network: images of a bit each where they are nothing but +1 and −1, or of
 * numbers. Closing frees the numbers, but not those of another that this one only shows in another
 * shape.
 */
public final class Signals implements AutoCloseable {
  private final Optional<PackedImages> packed;
  private final long[] shape;

  /** What closing frees; empty where the numbers are another's or are not made yet. */
  private Optional<INDArray> owned;

  private INDArray tensor;
  private LaneImages lanes;
  private boolean inLanes;

  private Signals(
      Optional<PackedImages> packed, INDArray tensor, Optional<INDArray> owned, long... shape) {
    this.packed = packed;
    this.tensor = tensor;
    this.owned = owned;
    this.shape = shape;
  }

  /**
   * Numbers, which it closes in the end.
   *
   * @param numbers images in any shape, such as one row per position; dense, c-order
   */
  public static Signals of(INDArray numbers, ImageShape image) {
    long[] shape = shape(image, numbers.length() / image.size());
    return new Signals(Optional.empty(), numbers.reshape('c', shape), Optional.of(numbers), shape);
  }

  /** Numbers in the shape in which they enter a layer, which it closes in the end. */
  static Signals entering(INDArray numbers, LayerShape layer) {
    INDArray shaped = shaped(numbers, layer);
    return new Signals(Optional.empty(), shaped, Optional.of(numbers), shaped.shape());
  }

  /** Signs. */
  public static Signals of(PackedImages packed) {
    ImageShape image = new ImageShape(packed.height(), packed.width(), packed.channels());
    return new Signals(Optional.of(packed), null, Optional.empty(), shape(image, packed.images()));
  }

  private static long[] shape(ImageShape image, long images) {
    return new long[] {images, image.height(), image.width(), image.channels()};
  }

  /** Numbers in lanes. */
  public static Signals of(LaneImages lanes) {
    ImageShape image = new ImageShape(lanes.height(), lanes.width(), lanes.channels());
    Signals signals =
        new Signals(Optional.empty(), null, Optional.empty(), shape(image, lanes.images()));
    signals.lanes = lanes;
    signals.inLanes = true;
    return signals;
  }

  /** Returns the same in the shape in which it enters a layer. */
  public Signals entering(LayerShape layer) {
    if (packed.isEmpty()) {
      INDArray entering = shaped(tensor(), layer);
      return new Signals(Optional.empty(), entering, Optional.empty(), entering.shape());
    }
    PackedImages images = packed.get();
    return layer.kind() == LayerKind.DENSE
        ? new Signals(
            Optional.of(images.flattened()),
            null,
            Optional.empty(),
            images.images(),
            layer.dimension())
        : new Signals(packed, null, Optional.empty(), shape(layer.input(), images.images()));
  }

  /** Numbers in the shape in which they enter a layer. */
  public static INDArray shaped(INDArray tensor, LayerShape layer) {
    long images = tensor.length() / layer.input().size();
    return layer.kind() == LayerKind.DENSE
        ? tensor.reshape('c', images, layer.dimension())
        : tensor.reshape('c', shape(layer.input(), images));
  }

  /** The first images alone. */
  public Signals first(int images) {
    if (packed.isEmpty()) {
      INDArray first = Rows.first(images, tensor());
      return new Signals(
          Optional.empty(),
          first,
          first == tensor() ? Optional.empty() : Optional.of(first),
          first.shape());
    }
    long[] fewer = shape.clone();
    fewer[0] = images;
    return new Signals(Optional.of(packed.get().first(images)), null, Optional.empty(), fewer);
  }

  /** Returns how many images. */
  public int images() {
    return (int) shape[0];
  }

  /** A hash of an image where all are the same; empty where they are not. */
  public OptionalInt hashIfAlike() {
    if (packed.isPresent()) {
      return packed.get().hashIfAlike();
    }
    if (areInLanes() && !lanes.areImagesAlike()) {
      return OptionalInt.empty();
    }
    int length = Math.toIntExact(tensor().length() / images());
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

  /** Whether the numbers came in lanes. */
  public boolean areInLanes() {
    return inLanes;
  }

  /** The numbers in lanes; made when they are first asked for. */
  public LaneImages lanes() {
    if (lanes == null) {
      lanes =
          LaneImages.of(
              Floats.of(Dense.of(tensor())),
              images(),
              (int) shape[1],
              (int) shape[2],
              (int) shape[3]);
    }
    return lanes;
  }

  /**
   * The numbers, dense, c-order; those of bits and of lanes are made when they are first asked for.
   */
  public INDArray tensor() {
    if (tensor == null) {
      float[] numbers = packed.isPresent() ? packed.get().unpacked() : lanes.values();
      tensor = Floats.array(numbers, shape);
      owned = Optional.of(tensor);
    }
    return tensor;
  }

  /** Whether these are the numbers of an array, and closing frees it. */
  public boolean isOf(INDArray numbers) {
    return owned.filter(array -> array == numbers).isPresent();
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
    if (lanes != null) {
      LaneImages images = lanes.made();
      return Optional.of(() -> Signals.of(images));
    }
    float[] numbers = Floats.of(Dense.of(tensor));
    return Optional.of(
        () -> {
          INDArray copy = Floats.array(numbers, shape);
          return new Signals(Optional.empty(), copy, Optional.of(copy), shape);
        });
  }

  @Override
  public void close() {
    owned.filter(array -> !array.wasClosed()).ifPresent(INDArray::close);
  }
}
