package org.orthant.reports.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** JSON that is JSON still, with values that are not those expected. */
public final class Documents {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1",
          "2",
          "0.5",
          "1e308",
          "-1e308",
          "1e-320",
          "1e999",
          "9223372036854775807",
          "2147483647",
          "2147483648",
          "\"\"",
          "\"network\"",
          "\"NOT_EVALUATED\"",
          "\"</script>\"",
          "\"%s\\u0000\"",
          "[]",
          "{}");

  private Documents() {}

  /** With one to three values changed, dropped, repeated or put elsewhere. */
  public static byte[] altered(byte[] document, Random random) {
    try {
      JsonNode root = MAPPER.readTree(document);
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        List<JsonNode> all = new ArrayList<>();
        collect(root, all);
        change(all.get(random.nextInt(all.size())), value(all, random), random);
      }
      return MAPPER.writeValueAsBytes(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> all) {
    all.add(node);
    node.forEach(child -> collect(child, all));
  }

  private static JsonNode value(List<JsonNode> all, Random random) throws IOException {
    return random.nextInt(4) == 0
        ? all.get(random.nextInt(all.size())).deepCopy()
        : MAPPER.readTree(VALUES.get(random.nextInt(VALUES.size())));
  }

  private static void change(JsonNode in, JsonNode value, Random random) {
    if (in instanceof ObjectNode object && !object.isEmpty()) {
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      String key = keys.get(random.nextInt(keys.size()));
      if (random.nextInt(5) == 0) {
        object.remove(key);
      } else {
        object.set(key, value);
      }
    } else if (in instanceof ArrayNode array && !array.isEmpty()) {
      int index = random.nextInt(array.size());
      switch (random.nextInt(3)) {
        case 0 -> array.remove(index);
        case 1 -> array.add(array.get(index).deepCopy());
        default -> array.set(index, value);
      }
    }
  }
}
