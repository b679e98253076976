package org.orthant.api.model;

/**
 * A layer seen as a matrix product: every one of its {@code filters} is a vector of {@link
 * #dimension()} components that meets the input at {@link #positions()} places. A dense layer is
 * the case of a 1 × 1 kernel on an image of one pixel.
 *
 * @param name unique within the network, such as {@code conv1} or {@code dense2}
 * @param kind convolution ("same" padding with zeros, stride 1) or dense
 * @param input the image that enters, flattened to one pixel for a dense layer
 * @param kernel the side of the square kernel, odd; 1 for a dense layer
 * @param filters how many output channels
 */
public record LayerShape(String name, LayerKind kind, ImageShape input, int kernel, int filters) {
  public LayerShape {
    if (kernel < 1 || kernel % 2 == 0) {
      throw new IllegalArgumentException(name + ": the kernel's side must be odd, is " + kernel);
    }
    if (filters < 1) {
      throw new IllegalArgumentException(name + ": needs at least one filter, has " + filters);
    }
    if (kind == LayerKind.DENSE && (kernel != 1 || input.height() != 1 || input.width() != 1)) {
      throw new IllegalArgumentException(name + ": a dense layer's input is one pixel");
    }
  }

  /** A dense layer from {@code inputs} numbers to {@code outputs}. */
  public static LayerShape dense(String name, int inputs, int outputs) {
    return new LayerShape(name, LayerKind.DENSE, ImageShape.vector(inputs), 1, outputs);
  }

  /** d, the number of components of a filter: kernel height × kernel width × input channels. */
  public int dimension() {
    return kernel * kernel * input.channels();
  }

  /** At how many places of one image a filter is applied. */
  public int positions() {
    return input.height() * input.width();
  }

  /** Multiplications and additions for one image. */
  public long products() {
    return (long) positions() * dimension() * filters;
  }
}
