package org.orthant.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.orthant.api.graph.Graph;
import org.orthant.api.model.ImageShape;
import org.orthant.formats.draft.DraftArrays;
import org.orthant.formats.draft.Pixels;
import org.orthant.formats.draft.ReadNetwork;
import org.orthant.testkit.GraphScores;

/** A model read into a graph, held against the engine that defines what it means. */
final class Conversion {
  private static final double TOLERANCE = 1e-4;

  private Conversion() {}

  static ReadNetwork read(byte[] model) {
    try {
      Path file = Files.createTempFile("model", ".onnx");
      try {
        Files.write(file, model);
        return OnnxReader.read(file, Optional.empty(), Pixels.UNCHANGED).orElseThrow();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Graph graph(byte[] model) {
    return read(model).graph(DraftArrays.READ);
  }

  /** Requires both engines to give the same scores of random images. */
  static void requireSame(OnnxModel model, Random random) {
    Graph graph = graph(model.bytes());
    ImageShape shape = graph.input();
    float[] first = new float[shape.size()];
    float[] last = new float[shape.size()];
    int pixels = shape.height() * shape.width();
    for (int i = 0; i < first.length; i++) {
      first[i] = (float) random.nextGaussian();
      last[i % pixels * shape.channels() + i / pixels] = first[i];
    }
    float[] theirs =
        OnnxRuntime.scores(
            model.bytes(), first, 1, shape.channels(), shape.height(), shape.width());
    float[] ours = GraphScores.of(graph, last);
    assertThat(ours).hasSameSizeAs(theirs);
    double largest = 1e-3;
    for (float score : theirs) {
      largest = Math.max(largest, Math.abs(score));
    }
    for (int i = 0; i < ours.length; i++) {
      assertThat((double) ours[i]).isCloseTo(theirs[i], within(TOLERANCE * largest));
    }
  }

  private static Offset<Double> within(double difference) {
    return Offset.offset(difference);
  }
}
