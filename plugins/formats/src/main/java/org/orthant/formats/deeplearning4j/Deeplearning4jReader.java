package org.orthant.formats.deeplearning4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.orthant.api.BadInputException;
import org.orthant.api.model.ImageShape;
import org.orthant.formats.deeplearning4j.layers.Call;
import org.orthant.formats.deeplearning4j.layers.Layers;
import org.orthant.formats.draft.Image;
import org.orthant.formats.draft.NetworkDraft;
import org.orthant.formats.draft.Numbers;
import org.orthant.formats.draft.Pixels;
import org.orthant.formats.draft.ReadNetwork;

/** Goes through the vertices of a network in their order and gives each what enters it. */
public final class Deeplearning4jReader {
  private final Configuration configuration;
  private final Map<String, Map<String, Numbers>> parameters;
  private final boolean isChannelsLast;
  private final Set<String> inner;
  private final NetworkDraft draft;
  private final Map<String, Optional<Image>> values = new HashMap<>();

  private Deeplearning4jReader(
      Configuration configuration, Coefficients coefficients, Pixels pixels) {
    this.configuration = configuration;
    this.parameters = ParameterPlan.of(configuration.vertices(), coefficients);
    this.isChannelsLast = configuration.isChannelsLast();
    this.inner = configuration.inner();
    this.draft = new NetworkDraft(pixels);
  }

  /**
   * Reads a file.
   *
   * @param wanted the image that shall enter, where the file does not say how large it is
   * @param pixels what is made of it first
   * @return empty if it is none of DeepLearning4J's
   * @throws BadInputException if it is one that cannot be read
   */
  public static Optional<ReadNetwork> read(Path path, Optional<ImageShape> wanted, Pixels pixels)
      throws IOException {
    Optional<Archive> opened = Archive.open(path);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (Archive archive = opened.get()) {
      Configuration configuration = ConfigurationReader.read(archive.configuration());
      Deeplearning4jReader reader =
          new Deeplearning4jReader(configuration, archive.coefficients(), pixels);
      if (archive.hasNormalizer()) {
        reader.draft.drop("normalizer.bin, which is not read: say with pixels what it did");
      }
      return Optional.of(reader.network(path, wanted));
    }
  }

  private ReadNetwork network(Path path, Optional<ImageShape> wanted) {
    Optional<Image> input = InputImage.of(configuration, wanted).map(draft::input);
    values.put(configuration.input(), input);
    configuration.vertices().forEach(this::add);
    return new ReadNetwork(
        "DeepLearning4J, " + configuration.type(),
        configuration.vertices().size(),
        draft,
        input.map(Image::shape),
        scores(),
        List.of(path));
  }

  private void add(Vertex vertex) {
    Call call =
        new Call(
            vertex.name(),
            vertex.settings(),
            vertex.inputs().stream().map(values::get).toList(),
            parameters.getOrDefault(vertex.name(), Map.of()),
            draft,
            isChannelsLast,
            !inner.contains(vertex.name()));
    values.put(vertex.name(), Layers.add(call, vertex.preprocessor()));
  }

  /** Returns what leaves last. */
  private Optional<Image> scores() {
    List<String> outputs = configuration.outputs();
    for (String output : outputs) {
      if (!values.containsKey(output)) {
        draft.refuse(output, "an output", "no vertex gives it");
      }
    }
    if (outputs.size() > 1) {
      draft.drop("all outputs but the first of " + outputs.size());
    }
    return outputs.stream()
        .findFirst()
        .flatMap(name -> values.getOrDefault(name, Optional.empty()));
  }
}
