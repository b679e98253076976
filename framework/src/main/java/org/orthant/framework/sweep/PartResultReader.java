package org.orthant.framework.sweep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.gate.GateCheck;
import org.orthant.framework.sweep.PartResult.Advised;
import org.orthant.framework.sweep.PartResult.Choice;
import org.orthant.framework.sweep.PartResult.Found;
import org.orthant.framework.sweep.PartResult.Measure;
import org.orthant.framework.sweep.PartResult.NetworkVerdict;

/** Reads of a result.json what a sweep needs. */
final class PartResultReader {
  private static final int SCHEMA = 1;
  private static final long LARGEST_FILE = 256L << 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(LARGEST_FILE)
                          .maxTokenCount(20_000_000)
                          .maxStringLength(4 << 20)
                          .maxNameLength(1000)
                          .maxNumberLength(100)
                          .maxNestingDepth(32)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PartResultReader() {}

  /** What makes a value of an element. */
  @FunctionalInterface
  private interface Element<T> {
    T read(JsonNode node) throws UnusableResultException;
  }

  static PartResult read(Path file) throws IOException, UnusableResultException {
    if (Files.size(file) > LARGEST_FILE) {
      throw new UnusableResultException("it is larger than every result");
    }
    byte[] bytes = Files.readAllBytes(file);
    JsonNode root;
    try {
      root = MAPPER.readTree(bytes);
    } catch (IOException e) { // JSON that is none, or bytes that are no text
      throw new UnusableResultException("it is no JSON of the form that results have");
    }
    return result(root);
  }

  private static PartResult result(JsonNode root) throws UnusableResultException {
    if (root.path("schema").asInt() != SCHEMA) {
      throw new UnusableResultException("it is no result of schema " + SCHEMA);
    }
    return new PartResult(
        identity(root.path("provenance")),
        list(root, "layers", node -> text(node, "name")),
        list(root, "quantizers", node -> text(node, "name")),
        list(root, "findings", PartResultReader::finding),
        verdict(root),
        root.has("advice") ? list(root, "advice", PartResultReader::advised) : List.of(),
        root.has("cautions") ? list(root, "cautions", node -> text(node, "text")) : List.of(),
        root.has("gate") ? list(root, "gate", PartResultReader::gate) : List.of(),
        root.has("failures") ? list(root, "failures", PartResultReader::failure) : List.of());
  }

  private static Identity identity(JsonNode node) throws UnusableResultException {
    return new Identity(
        text(node, "config-sha256"),
        text(node, "orthant"),
        optional(node, "dataset-sha256"),
        node.has("plugins") ? list(node, "plugins", jar -> text(jar, "sha256")) : List.of());
  }

  private static Found finding(JsonNode node) throws UnusableResultException {
    return new Found(
        new Measure(
            text(node, "probe"),
            optional(node, "quantizer"),
            text(node, "layer"),
            optional(node, "change"),
            text(node, "metric")),
        number(node, "value"),
        node.has("expected")
            ? OptionalDouble.of(number(node, "expected"))
            : OptionalDouble.empty());
  }

  private static Optional<NetworkVerdict> verdict(JsonNode root) throws UnusableResultException {
    for (JsonNode verdict : root.path("verdicts")) {
      if (verdict.path("layer").asText().equals("network")
          && !verdict.has("probe")
          && !verdict.has("quantizer")) {
        return Optional.of(
            new NetworkVerdict(
                text(verdict, "grade"), text(verdict, "reason"), verdict.path("open").asBoolean()));
      }
    }
    return Optional.empty();
  }

  private static Advised advised(JsonNode node) throws UnusableResultException {
    return new Advised(
        text(node, "goal"),
        list(node, "layers", layer -> new Choice(text(layer, "layer"), text(layer, "change"))));
  }

  private static GateCheck gate(JsonNode node) throws UnusableResultException {
    return new GateCheck(
        text(node, "rule"),
        text(node, "layer"),
        constant(GateCheck.Outcome.values(), text(node, "outcome")),
        text(node, "reason"));
  }

  private static Failure failure(JsonNode node) throws UnusableResultException {
    return new Failure(
        constant(Failure.Kind.values(), text(node, "plugin").toUpperCase(Locale.ROOT)),
        text(node, "name"),
        optional(node, "layer"),
        text(node, "reason"),
        Optional.empty());
  }

  private static <T> List<T> list(JsonNode node, String key, Element<T> element)
      throws UnusableResultException {
    if (!node.path(key).isArray()) {
      throw new UnusableResultException("it has no list " + key);
    }
    List<T> list = new ArrayList<>();
    for (JsonNode each : node.path(key)) {
      list.add(element.read(each));
    }
    return list;
  }

  private static String text(JsonNode node, String key) throws UnusableResultException {
    return optional(node, key)
        .orElseThrow(() -> new UnusableResultException("it has no text " + key));
  }

  private static Optional<String> optional(JsonNode node, String key) {
    return Optional.ofNullable(node.path(key).textValue());
  }

  private static double number(JsonNode node, String key) throws UnusableResultException {
    JsonNode number = node.path(key);
    if (!number.isNumber() && !number.isNull()) {
      throw new UnusableResultException("it has no number " + key);
    }
    return number.isNull() ? Double.NaN : number.doubleValue();
  }

  private static <E extends Enum<E>> E constant(E[] constants, String name)
      throws UnusableResultException {
    return Arrays.stream(constants)
        .filter(constant -> constant.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UnusableResultException("it has the unknown word " + name));
  }
}
