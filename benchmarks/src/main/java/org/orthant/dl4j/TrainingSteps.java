package org.orthant.dl4j;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.model.ImageShape;
import org.orthant.quantizers.Binary;

/**
 * Trains the paper's convolutional network, all weights and activations binary, for a few steps on
 * one batch of noise, and prints how many images per second the fastest step took. The arguments
 * are the {@link Form}, images of a step, steps to warm up with, steps to measure, and threads.
 */
public final class TrainingSteps {
  private static final ImageShape IMAGE = new ImageShape(32, 32, 3);
  private static final int CLASSES = 10;
  private static final Loss LOSS = Loss.SQUARED_HINGE;
  private static final double LEARNING_RATE = 1e-3;
  private static final Seed SEED = new Seed(1);

  private TrainingSteps() {}

  public static void main(String[] arguments) throws IOException {
    Form form = Form.valueOf(arguments[0]);
    int batch = Integer.parseInt(arguments[1]);
    int warmUp = Integer.parseInt(arguments[2]);
    int measured = Integer.parseInt(arguments[3]);
    try (Threads threads = new Threads(Integer.parseInt(arguments[4]))) {
      double least = threads.call(() -> fastest(form, batch, warmUp, measured));
      System.out.printf(
          Locale.ROOT,
          "%s, batch %d: fastest of %d steps %.4f s: %.3f images/s%n",
          form,
          batch,
          measured,
          least,
          batch / least);
    }
  }

  /** The seconds of the fastest step. */
  private static double fastest(Form form, int batch, int warmUp, int measured) {
    MultiLayerNetwork network = form.network(recipes(), LOSS, new Adam(LEARNING_RATE), SEED);
    INDArray images = images(batch);
    INDArray targets = LOSS.targets(labels(batch), CLASSES);
    for (int step = 0; step < warmUp; step++) {
      network.fit(images, targets);
    }
    double least = Double.POSITIVE_INFINITY;
    for (int step = 0; step < measured; step++) {
      long start = System.nanoTime();
      network.fit(images, targets);
      least = Math.min(least, (System.nanoTime() - start) / 1e9);
    }
    return least;
  }

  private static List<LayerRecipe> recipes() {
    BnnCnn paper = new BnnCnn();
    return new Layout(IMAGE)
        .convolutions(paper.convolutions())
        .dense(paper.dense())
        .scores(CLASSES)
        .recipes(new Binary(), new Binary(), Map.of());
  }

  private static INDArray images(int batch) {
    Nd4j.getRandom().setSeed(SEED.value());
    return Nd4j.randn(DataType.FLOAT, batch, IMAGE.height(), IMAGE.width(), IMAGE.channels());
  }

  private static int[] labels(int batch) {
    RandomNumbers random = SEED.generator();
    return random.ints(0, CLASSES).limit(batch).toArray();
  }
}
