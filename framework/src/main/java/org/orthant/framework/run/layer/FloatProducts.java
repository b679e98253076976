package org.orthant.framework.run.layer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Patches;
import org.orthant.api.model.Window;

/** Products of a layer's filters with any inputs, in float32. */
final class FloatProducts {
  /** ND4J's number for weights laid out as [filters, kernel row, kernel column, channels]. */
  private static final int FILTERS_FIRST = 2;

  /** ND4J's number for images laid out as [images, height, width, channels]. */
  private static final int CHANNELS_LAST = 1;

  private FloatProducts() {}

  /**
   * The products. A convolution is computed as one, without its patches, which would take nine
   * times the inputs' memory; but one with gaps between its taps, which ND4J refuses, by them.
   *
   * @param tensor [images, height, width, channels], or [images, d] for a dense layer
   * @param weights [filters, d]
   * @return [images × positions, filters], c-order
   */
  static INDArray of(LayerShape shape, INDArray tensor, INDArray weights) {
    INDArray inputs = Dense.of(tensor);
    if (shape.kind() == LayerKind.DENSE) {
      return Rows.dots(inputs, weights);
    }
    if (hasGaps(shape.window())) {
      try (INDArray patches = new Patches(shape).all(inputs)) {
        return GroupedRows.dots(shape, patches, weights);
      }
    }
    Pads pads = shape.window().pads();
    boolean isSymmetric = pads.top() == pads.bottom() && pads.left() == pads.right();
    if (shape.groups() == 1 && (pads.equals(Pads.NONE) || (isSymmetric && shape.padValue() == 0))) {
      return convolved(shape, inputs, weights);
    }
    if (pads.equals(Pads.NONE)) {
      return byGroups(shape, inputs, weights);
    }
    try (INDArray padded = PaddedImages.of(inputs, shape.input(), pads, shape.padValue())) {
      LayerShape inside = withoutPads(shape);
      return shape.groups() == 1
          ? convolved(inside, padded, weights)
          : byGroups(inside, padded, weights);
    }
  }

  private static boolean hasGaps(Window window) {
    return (window.dilation().height() > 1 && window.kernel().height() > 1)
        || (window.dilation().width() > 1 && window.kernel().width() > 1);
  }

  private static LayerShape withoutPads(LayerShape shape) {
    Window window = shape.window();
    return new LayerShape(
        shape.name(),
        shape.kind(),
        window.pads().around(shape.input()),
        new Window(window.kernel(), window.stride(), window.dilation(), Pads.NONE),
        0,
        shape.filters(),
        shape.groups());
  }

  /** Of one group, with pads alike on opposite sides that hold zeros. */
  private static INDArray convolved(LayerShape shape, INDArray inputs, INDArray weights) {
    Window window = shape.window();
    Extent kernel = window.kernel();
    boolean isSame = kernel.width() % 2 == 1 && window.equals(Window.same(kernel.width()));
    ImageShape output = shape.output();
    long images = inputs.size(0);
    // ND4J does not close what was reshaped, so that the array itself is what is handed out.
    INDArray products =
        Nd4j.createUninitialized(
            DataType.FLOAT, new long[] {images * shape.positions(), shape.filters()}, 'c');
    Nd4j.exec(
        DynamicCustomOp.builder("conv2d")
            .addInputs(
                inputs,
                Dense.of(weights)
                    .reshape(
                        'c',
                        shape.filters(),
                        kernel.height(),
                        kernel.width(),
                        shape.input().channels()))
            .addOutputs(
                products.reshape('c', images, output.height(), output.width(), shape.filters()))
            .addIntegerArguments(
                kernel.height(),
                kernel.width(),
                window.stride().height(),
                window.stride().width(),
                isSame ? 0 : window.pads().top(),
                isSame ? 0 : window.pads().left(),
                window.dilation().height(),
                window.dilation().width(),
                isSame ? 1 : 0,
                CHANNELS_LAST,
                FILTERS_FIRST)
            .build());
    return products;
  }

  /** Each group by itself, on images without pads. */
  private static INDArray byGroups(LayerShape shape, INDArray inputs, INDArray weights) {
    long rows = inputs.size(0) * shape.positions();
    float[] products = new float[Math.toIntExact(rows * shape.filters())];
    int filters = shape.filtersPerGroup();
    int channels = shape.channelsPerGroup();
    LayerShape one =
        new LayerShape(
            shape.name(),
            shape.kind(),
            new ImageShape(shape.input().height(), shape.input().width(), channels),
            shape.window(),
            0,
            filters,
            1);
    for (int group = 0; group < shape.groups(); group++) {
      try (INDArray part =
              inputs
                  .get(
                      NDArrayIndex.all(),
                      NDArrayIndex.all(),
                      NDArrayIndex.all(),
                      NDArrayIndex.interval(group * channels, (group + 1) * channels))
                  .dup('c');
          INDArray own =
              weights
                  .get(
                      NDArrayIndex.interval(group * filters, (group + 1) * filters),
                      NDArrayIndex.all())
                  .dup('c');
          INDArray found = convolved(one, part, own)) {
        float[] values = Floats.of(found);
        for (int row = 0; row < rows; row++) {
          System.arraycopy(
              values, row * filters, products, row * shape.filters() + group * filters, filters);
        }
      }
    }
    return Floats.array(products, rows, shape.filters());
  }
}
