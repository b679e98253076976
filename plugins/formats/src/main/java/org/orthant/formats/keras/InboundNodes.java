package org.orthant.formats.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.orthant.api.BadInputException;
import org.orthant.formats.keras.file.Json;

/**
 * What enters layers. Keras 2 writes {@code [["conv", 0, 0, {}]]}; Keras 3 writes the arguments of
 * the call, with tensors that know their {@code keras_history}.
 */
final class InboundNodes {
  private final List<List<Reference>> calls = new ArrayList<>();
  private boolean isWhole = true;

  /** Each use of a layer with what enters then. */
  static InboundNodes of(JsonNode nodes) {
    InboundNodes inbound = new InboundNodes();
    for (JsonNode node : nodes) {
      List<Reference> references = new ArrayList<>();
      if (node.isObject()) {
        inbound.arguments(node.path("args"), references);
        node.path("kwargs").forEach(each -> inbound.tensors(each, references));
      } else {
        inbound.lists(node, references);
      }
      inbound.calls.add(references);
    }
    return inbound;
  }

  List<List<Reference>> calls() {
    return calls;
  }

  /** Whether nothing but tensors enters. */
  boolean isWhole() {
    return isWhole;
  }

  private void lists(JsonNode node, List<Reference> references) {
    if (node.path(0).isTextual()) {
      references.add(reference(node));
      node.path(3).forEach(each -> isWhole &= !each.isArray() && !each.isNumber());
    } else {
      node.forEach(each -> lists(each, references));
    }
  }

  private void arguments(JsonNode node, List<Reference> references) {
    if (node.isArray()) {
      node.forEach(each -> arguments(each, references));
    } else if (node.isObject()) {
      tensors(node, references);
    } else {
      isWhole &= node.isNull() || node.isMissingNode();
    }
  }

  private void tensors(JsonNode node, List<Reference> references) {
    JsonNode history = node.path("config").path("keras_history");
    if (history.isArray()) {
      references.add(reference(history));
    } else {
      node.forEach(each -> tensors(each, references));
    }
  }

  /** A name with two numbers. */
  private static Reference reference(JsonNode node) {
    if (!node.path(0).isTextual() || !node.path(1).isInt() || !node.path(2).isInt()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT, "is damaged: %s names no output of a layer", Json.shortened(node)));
    }
    return new Reference(node.get(0).asText(), node.get(1).asInt(), node.get(2).asInt());
  }

  /** Outputs of layers, one alone or several. */
  static List<Reference> references(JsonNode node) {
    if (node.path(0).isTextual()) {
      return List.of(reference(node));
    }
    List<Reference> references = new ArrayList<>();
    node.forEach(each -> references.add(reference(each)));
    return references;
  }
}
