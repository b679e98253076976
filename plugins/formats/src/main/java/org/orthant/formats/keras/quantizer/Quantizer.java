package org.orthant.formats.keras.quantizer;

import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.NetworkDraft;
import org.orthant.formats.draft.Numbers;
import org.orthant.formats.draft.UnsupportedException;

/**
 * A quantizer as a file names it.
 *
 * @param words what it does, for people
 * @param weights what it makes of weights
 * @param image what it makes of an image
 */
public record Quantizer(String words, OfWeights weights, OfImage image) {

  /** Makes weights of weights. */
  @FunctionalInterface
  interface OfWeights {
    /**
     * Quantizes in place.
     *
     * @param kernel c-order
     * @param filters how long the last axis is
     */
    void apply(float[] kernel, int filters);
  }

  /** Adds nodes behind an image. */
  @FunctionalInterface
  interface OfImage {
    Image apply(NetworkDraft draft, String name, Image image);
  }

  /** Makes one number of one. */
  @FunctionalInterface
  interface OfNumber {
    float apply(float number);
  }

  /** One that treats every weight by itself. */
  static Quantizer each(String words, OfNumber number, OfImage image) {
    return new Quantizer(words, (kernel, filters) -> apply(number, kernel), image);
  }

  private static void apply(OfNumber number, float... kernel) {
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = number.apply(kernel[i]);
    }
  }

  /** One whose result depends on all weights of a filter, so that none is known for images. */
  static Quantizer ofFilters(String words, OfWeights weights) {
    return new Quantizer(
        words,
        weights,
        (draft, name, image) -> {
          throw new UnsupportedException(
              "its quantizer, " + words + ", is for weights; of images it depends on the batch");
        });
  }

  /** Returns what the network computes with. */
  public Numbers ofWeights(Numbers kernel) {
    int[] sizes = kernel.sizes();
    return Numbers.ofFloats(
        () -> {
          float[] numbers = kernel.floats().clone();
          weights.apply(numbers, sizes[sizes.length - 1]);
          return numbers;
        },
        sizes);
  }

  /** An image that went through it. */
  public Image ofImage(NetworkDraft draft, String name, Image entering) {
    return image.apply(draft, name, entering);
  }
}
