package org.orthant.formats.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.orthant.api.BadInputException;
import org.orthant.formats.draft.Names;

/**
 * The index of a checkpoint in several files: which tensor lies in which.
 *
 * <p>Source: Hugging Face Transformers, "Sharded checkpoints", {@code
 * model.safetensors.index.json}.
 *
 * @param files the file of each tensor, by the tensor's name
 */
record FileIndex(Map<String, Path> files) {
  private static final long LONGEST = 100_000_000;
  private static final int MOST_TOKENS = 1_000_000;
  private static final int DEEPEST = 16;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxTokenCount(MOST_TOKENS)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads an index. Only files beside it may be named.
   *
   * @throws BadInputException if it is none; the message begins with its path
   */
  static FileIndex read(Path path) throws IOException {
    if (Files.size(path) > LONGEST) {
      throw bad(path, "has more than " + LONGEST + " bytes");
    }
    JsonNode map;
    try {
      map = MAPPER.readTree(Files.readAllBytes(path)).path("weight_map");
    } catch (JsonProcessingException e) {
      throw bad(path, "is no JSON that can be read: " + e.getOriginalMessage());
    }
    if (!map.isObject() || map.isEmpty()) {
      throw bad(path, "has no weight_map with the file of each tensor");
    }
    Map<String, Path> files = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      files.put(entry.getKey(), beside(path, entry.getValue()));
    }
    return new FileIndex(files);
  }

  private static Path beside(Path path, JsonNode file) {
    String name = file.isTextual() ? file.asText() : "";
    if (!name.matches("[^/\\\\:\\p{Cntrl}]+\\.safetensors")) {
      throw bad(
          path,
          String.format(
              Locale.ROOT,
              "names the file '%s': only names of files beside it that end in .safetensors are read",
              Names.readable(file.asText())));
    }
    return path.resolveSibling(name);
  }

  private static BadInputException bad(Path path, String problem) {
    return new BadInputException(path + " " + Names.visible(problem));
  }
}
