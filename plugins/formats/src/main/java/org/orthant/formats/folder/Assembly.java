package org.orthant.formats.folder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.finding.Subject;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.model.ImageShape;
import org.orthant.formats.folder.yaml.Problems;
import org.orthant.formats.folder.yaml.Wording;

/** Makes the graph of a description, or says all that keeps its nodes from fitting together. */
final class Assembly {
  /** In one image, wherever it is in the network: 400 MB as float32. */
  private static final long MOST_NUMBERS = 100_000_000;

  private final Description description;
  private final NodeArrays arrays;
  private final Problems problems;
  private final Map<String, ImageShape> shapes = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  private Assembly(Description description, NodeArrays arrays, Problems problems) {
    this.description = description;
    this.arrays = arrays;
    this.problems = problems;
  }

  /**
   * The graph; empty if the problems say why there is none.
   *
   * @param dataset what the network shall serve; empty if that is not known
   */
  static Optional<Graph> graph(
      Description description,
      Optional<DatasetShape> dataset,
      NodeArrays arrays,
      Problems problems) {
    Assembly assembly = new Assembly(description, arrays, problems);
    assembly.make();
    assembly.checkScores();
    dataset.ifPresent(assembly::checkDataset);
    assembly.checkLayers();
    return problems.isEmpty() ? Optional.of(assembly.graph()) : Optional.empty();
  }

  private Graph graph() {
    return new Graph(
        description.input().orElseThrow(),
        nodes,
        description.scores().orElseThrow(),
        description.loss());
  }

  private void make() {
    description.input().ifPresent(image -> shapes.put(Node.INPUT, image));
    for (Draft draft : description.nodes()) {
      if (draft.maker().isPresent() && shapes.keySet().containsAll(draft.inputs())) {
        make(draft, draft.maker().get());
      }
    }
  }

  private void make(Draft draft, Draft.Maker maker) {
    List<ImageShape> inputs = draft.inputs().stream().map(shapes::get).toList();
    try {
      Node node = maker.make(inputs, arrays);
      ImageShape output = node.output(inputs);
      long numbers = (long) output.height() * output.width() * output.channels();
      if (numbers > MOST_NUMBERS) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "gives images of %s, more than %d numbers", output, MOST_NUMBERS));
      }
      if (node instanceof Product && Subject.RESERVED.contains(node.name())) {
        throw new IllegalArgumentException("is no name for a layer, since it stands for several");
      }
      nodes.add(node);
      shapes.put(node.name(), output);
    } catch (IllegalArgumentException e) {
      refuse(draft, e.getMessage());
    } catch (ArithmeticException e) {
      refuse(draft, "is too large: " + e.getMessage());
    }
  }

  /** A layer's shape begins its complaints with the layer's name. */
  private void refuse(Draft draft, String message) {
    String subject = draft.name() + ": ";
    String words = message.startsWith(subject) ? message.substring(subject.length()) : message;
    problems.add(draft.line(), DescriptionReader.subject(draft.name()) + words);
  }

  private void checkScores() {
    if (description.scores().isEmpty()) {
      return; // said already
    }
    String scores = description.scores().get();
    List<String> names = description.nodes().stream().map(Draft::name).toList();
    ImageShape shape = shapes.get(scores);
    if (!names.contains(scores)) {
      String suggestion = Wording.suggestion(scores, names);
      refuseScores("there is no such node" + (suggestion.isEmpty() ? "" : ";" + suggestion));
    } else if (shape != null && (shape.height() != 1 || shape.width() != 1)) {
      refuseScores("that gives not one pixel but " + shape);
    }
  }

  private void checkDataset(DatasetShape dataset) {
    description
        .input()
        .filter(image -> !image.equals(dataset.image()))
        .ifPresent(
            image ->
                problems.add(
                    description.inputLine(),
                    String.format(
                        Locale.ROOT,
                        "input: the network takes images of %s, and those of the dataset are %s",
                        image,
                        dataset.image())));
    description
        .scores()
        .map(shapes::get)
        .filter(shape -> dataset.isLabelled() && shape.channels() != dataset.classes())
        .ifPresent(
            shape ->
                refuseScores(
                    String.format(
                        Locale.ROOT,
                        "that gives %d channels, and the dataset has %d classes",
                        shape.channels(),
                        dataset.classes())));
  }

  private void refuseScores(String problem) {
    problems.add(
        description.scoresLine(),
        String.format(
            Locale.ROOT,
            "scores: they come from %s, and %s",
            Wording.quote(description.scores().orElseThrow()),
            problem));
  }

  private void checkLayers() {
    if (problems.isEmpty() && nodes.stream().noneMatch(Product.class::isInstance)) {
      problems.add("there is no layer: no node is a convolution or dense");
    }
  }
}
