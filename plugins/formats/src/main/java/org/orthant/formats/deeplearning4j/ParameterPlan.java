package org.orthant.formats.deeplearning4j;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.formats.deeplearning4j.layers.Layers;
import org.orthant.formats.deeplearning4j.layers.Parameter;
import org.orthant.formats.draft.Numbers;

/**
 * Which of all parameters belong to which vertex. Where one has an unknown number of them, those
 * before it are counted from the front, and those behind it from the end.
 */
final class ParameterPlan {
  private final List<Vertex> vertices;
  private final Coefficients coefficients;
  private final Map<String, Map<String, Numbers>> parameters = new HashMap<>();

  private ParameterPlan(List<Vertex> vertices, Coefficients coefficients) {
    this.vertices = vertices;
    this.coefficients = coefficients;
  }

  /**
   * Counts the parameters.
   *
   * @return for each vertex its arrays by their names; none where they are unknown
   * @throws BadInputException if they are not as many as the vertices need
   */
  static Map<String, Map<String, Numbers>> of(List<Vertex> vertices, Coefficients coefficients) {
    ParameterPlan plan = new ParameterPlan(vertices, coefficients);
    plan.assign();
    return plan.parameters;
  }

  private void assign() {
    int first = 0;
    long front = 0;
    while (first < vertices.size() && known(vertices.get(first)).isPresent()) {
      List<Parameter> arrays = known(vertices.get(first)).orElseThrow();
      front += assign(vertices.get(first), arrays, front);
      first++;
    }
    if (first == vertices.size()) {
      require(front == coefficients.count(), front);
      return;
    }
    long end = coefficients.count();
    for (int last = vertices.size() - 1; last > first; last--) {
      Optional<List<Parameter>> arrays = known(vertices.get(last));
      if (arrays.isEmpty()) {
        break;
      }
      end -= count(arrays.get());
      require(end >= front, front + coefficients.count() - end);
      assign(vertices.get(last), arrays.get(), end);
    }
  }

  private static Optional<List<Parameter>> known(Vertex vertex) {
    try {
      Optional<List<Parameter>> known = Layers.parameters(vertex.settings());
      return known.or(() -> vertex.hasParameters() ? Optional.empty() : Optional.of(List.of()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty(); // said where the vertex is added
    }
  }

  private static long count(List<Parameter> arrays) {
    return arrays.stream().mapToLong(Parameter::count).reduce(0, Math::addExact);
  }

  private long assign(Vertex vertex, List<Parameter> arrays, long from) {
    require(from + count(arrays) <= coefficients.count(), from + count(arrays));
    Map<String, Numbers> assigned = new HashMap<>();
    long next = from;
    for (Parameter parameter : arrays) {
      assigned.put(parameter.name(), coefficients.part((int) next, parameter.sizes()));
      next += parameter.count();
    }
    parameters.put(vertex.name(), assigned);
    return next - from;
  }

  private void require(boolean kept, long needed) {
    if (!kept) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "coefficients.bin holds %d numbers, and the layers need %d or more",
              coefficients.count(),
              needed));
    }
  }
}
