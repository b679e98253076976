package org.orthant.reports.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

/** A file of JSON, of a size that can be read. */
public final class JsonDocument {
  private static final long LARGEST_FILE = 256L << 20;
  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder()
          .maxDocumentLength(LARGEST_FILE)
          .maxTokenCount(20_000_000)
          .maxStringLength(4 << 20)
          .maxNameLength(1000)
          .maxNumberLength(100)
          .maxNestingDepth(32)
          .build();
  private static final JsonMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(BOUNDS).build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonDocument() {}

  /**
   * Reads a file.
   *
   * @param content makes of the document what it holds
   * @throws UnusableInputException if it cannot; the message begins with the file
   */
  public static <T> T read(Path file, Function<JsonEntry, T> content) {
    try {
      return content.apply(new JsonEntry("", parse(file)));
    } catch (UnusableInputException e) {
      throw new UnusableInputException(file + ": " + e.getMessage());
    }
  }

  private static JsonNode parse(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UnusableInputException(Files.exists(file) ? "is not a file" : "no such file");
    }
    try (InputStream stream = Files.newInputStream(file)) {
      long size = Files.size(file);
      if (size > LARGEST_FILE) {
        throw new UnusableInputException(
            String.format(
                Locale.ROOT, "has %d bytes; a result.json has at most %d", size, LARGEST_FILE));
      }
      JsonNode document = MAPPER.readTree(stream);
      if (document.isMissingNode()) {
        throw new UnusableInputException("is empty; expected a result.json");
      }
      return document;
    } catch (JsonEOFException e) {
      throw new UnusableInputException("ends in the middle of the JSON, truncated" + place(e));
    } catch (StreamConstraintsException e) {
      throw new UnusableInputException("is beyond every result.json: " + e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw new UnusableInputException(
          "is not a result.json" + place(e) + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UnusableInputException("cannot be read: " + e);
    }
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : String.format(
            Locale.ROOT,
            " at line %d, column %d",
            e.getLocation().getLineNr(),
            e.getLocation().getColumnNr());
  }
}
