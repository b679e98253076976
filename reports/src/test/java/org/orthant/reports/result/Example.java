package org.orthant.reports.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results to test with. */
public final class Example {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Example() {}

  /** A network trained on MNIST under three quantizers, one of which does not serve dense1. */
  public static Path mnist() {
    return Path.of("src/test/resources/mnist.json");
  }

  /** The example in the documentation of the format. */
  public static ObjectNode documented() throws IOException {
    String page = Files.readString(Path.of("../docs/result-format.md"));
    int start = page.indexOf("```json") + "```json".length();
    return (ObjectNode) MAPPER.readTree(page.substring(start, page.indexOf("```", start)));
  }

  /** The same with filters of 2 × 2 in its layer, before quantization and under a quantizer. */
  public static ObjectNode withFilters() throws IOException {
    ObjectNode document = documented();
    document.set(
        "filters",
        MAPPER.readTree(
            """
            [{"probe": "weights", "layer": "dense1", "metric": "filters",
              "height": 2, "width": 2, "channels": 1, "values": [[0.5, -0.25, 0, 0.1], [0, 0, 0, 0]]},
             {"probe": "weights", "quantizer": "binary", "layer": "dense1", "metric": "filters",
              "height": 2, "width": 2, "channels": 1, "values": [[1, -1, 1, 1], [1, 1, 1, 1]]}]
            """));
    return document;
  }

  public static Result read(Path folder, JsonNode document) throws IOException {
    return ResultReader.read(write(folder, document.toString()));
  }

  public static Path write(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("result.json"), text);
  }

  public static ObjectNode first(ObjectNode document, String list) {
    return (ObjectNode) document.get(list).get(0);
  }

  /** Adds a copy of the first element of that list and returns it. */
  public static ObjectNode again(ObjectNode document, String list) {
    ObjectNode copy = first(document, list).deepCopy();
    ((ArrayNode) document.get(list)).add(copy);
    return copy;
  }
}
