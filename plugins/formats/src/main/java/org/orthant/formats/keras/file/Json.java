package org.orthant.formats.keras.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import org.orthant.api.BadInputException;

/** JSON as Python writes it, with NaN and Infinity, and no larger or deeper than a model is. */
public final class Json {
  /** How many bytes it may have. */
  static final int LARGEST = 10_000_000;

  private static final int DEEPEST = 200;
  private static final int LONGEST = 60;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LARGEST)
                          .build())
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * A text's tree.
   *
   * @param what the text is, for the message
   * @throws BadInputException if it is none of JSON
   */
  static JsonNode of(String text, String what) {
    if (text.length() > LARGEST) {
      throw new BadInputException(what + " is longer than 10 MB");
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadInputException(what + " is damaged: " + e.getOriginalMessage(), e);
    }
  }

  /** A text's tree; empty if it is none of JSON. */
  static Optional<JsonNode> tried(String text) {
    try {
      return Optional.of(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** A value for a message. */
  public static String shortened(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }
}
