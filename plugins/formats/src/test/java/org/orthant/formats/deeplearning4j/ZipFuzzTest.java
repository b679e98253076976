package org.orthant.formats.deeplearning4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.orthant.api.BadInputException;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.model.ImageShape;
import org.orthant.fuzz.Fuzz;

/** Zip files that are cut or damaged: each is a network still, or refused in one line. */
@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class ZipFuzzTest {
  private static final DatasetShape DATASET = new DatasetShape(new ImageShape(6, 6, 1), 3, 1, 1);
  private static final Path FILE = newFile();
  private static final ZipContent SOUND = sound();
  private static final Fuzz CONFIGURATION = fuzz(ZipContent.CONFIGURATION);
  private static final Fuzz COEFFICIENTS = fuzz(ZipContent.COEFFICIENTS);

  private static Path newFile() {
    try {
      return Files.createTempFile("fuzz", ".zip");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ZipContent sound() {
    try {
      Peer.written(
          Peer.graph(
              Peer.builder()
                  .graphBuilder()
                  .addInputs("in")
                  .addLayer("a", new ConvolutionLayer.Builder(3, 3).nOut(2).build(), "in")
                  .addLayer("norm", new BatchNormalization(), "a")
                  .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "norm")
                  .addLayer("pool", new SubsamplingLayer.Builder(2, 2).build(), "sum")
                  .addLayer("b", new DenseLayer.Builder().nOut(4).build(), "pool")
                  .addVertex("part", new SubsetVertex(0, 2), "b")
                  .setOutputs("part")
                  .setInputTypes(InputType.convolutional(6, 6, 1))
                  .build()),
          FILE);
      return ZipContent.of(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fuzz fuzz(String entry) {
    return new Fuzz(
        entry + " of DeepLearning4J", List.of(BadInputException.class), SOUND.entries().get(entry));
  }

  @AfterContainer
  static void report() throws IOException {
    Files.delete(FILE);
    CONFIGURATION.report();
    COEFFICIENTS.report();
  }

  @Property(seed = "1705")
  void configurations(@ForAll Random random) {
    CONFIGURATION.feed(random, input -> read(SOUND.with(ZipContent.CONFIGURATION, input)));
  }

  @Property(seed = "1706")
  void coefficients(@ForAll Random random) {
    COEFFICIENTS.feed(random, input -> read(SOUND.with(ZipContent.COEFFICIENTS, input)));
  }

  private static void read(ZipContent content) throws IOException {
    content.write(FILE);
    try {
      Peer.source(FILE).inspect(FILE);
      Peer.graph(Peer.source(FILE), DATASET);
    } catch (BadInputException e) {
      assertThat(e.getMessage()).startsWith("deeplearning4j: " + FILE).doesNotContainPattern("\\R");
      throw e;
    }
  }
}
