package org.orthant.formats.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.orthant.api.BadInputException;

/** Reads the header of a file, one tensor after the other. */
final class HeaderReader {
  private static final String METADATA = "__metadata__";
  private static final int MOST_TENSORS = 100_000;
  private static final int MOST_AXES = 32;
  private static final int DEEPEST = 8;

  /** Ten times what a header of 100,000 tensors has. */
  private static final int MOST_TOKENS = 20_000_000;

  private static final int LONGEST_QUOTE = 60;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEEPEST)
                      .maxTokenCount(MOST_TOKENS)
                      .build())
              .build());

  private final Path path;
  private final long data;
  private final long size;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /**
   * @param data where the tensors' bytes begin
   * @param size of the file
   */
  HeaderReader(Path path, long data, long size) {
    this.path = path;
    this.data = data;
    this.size = size;
  }

  SafetensorsFile read(byte[] header) throws IOException {
    try (JsonParser parser = MAPPER.createParser(header)) {
      require(parser.nextToken() == JsonToken.START_OBJECT, "it is no JSON object");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        add(name, MAPPER.readTree(parser));
      }
      require(parser.nextToken() == null, "something follows it");
    } catch (JsonProcessingException e) {
      throw bad(e.getOriginalMessage(), e);
    }
    requireApart();
    return new SafetensorsFile(path, metadata, tensors);
  }

  /** No two tensors may share a byte. */
  private void requireApart() {
    List<Tensor> sorted = new ArrayList<>(tensors.values());
    sorted.removeIf(tensor -> tensor.bytes() == 0);
    sorted.sort(Comparator.comparingLong(Tensor::begin));
    for (int i = 1; i < sorted.size(); i++) {
      Tensor before = sorted.get(i - 1);
      require(
          before.begin() + before.bytes() <= sorted.get(i).begin(),
          quoted(before.name()) + " and " + quoted(sorted.get(i).name()) + " share bytes");
    }
  }

  private void add(String name, JsonNode value) {
    if (name.equals(METADATA)) {
      value.properties().forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
      return;
    }
    require(tensors.size() < MOST_TENSORS, "it has more than " + MOST_TENSORS + " tensors");
    tensors.put(name, tensor(name, value));
  }

  private Tensor tensor(String name, JsonNode value) {
    JsonNode offsets = value.path("data_offsets");
    require(
        value.path("dtype").isTextual() && value.path("shape").isArray() && offsets.size() == 2,
        quoted(name) + " has no dtype, shape or data_offsets");
    long begin = whole(name, offsets.get(0));
    long end = whole(name, offsets.get(1));
    require(
        begin <= end && end <= size - data,
        String.format(
            Locale.ROOT,
            "%s lies at bytes %d to %d of %d, or the file is cut off",
            quoted(name),
            begin,
            end,
            size - data));
    Tensor tensor =
        new Tensor(
            path,
            name,
            value.path("dtype").asText(),
            shape(name, value.path("shape")),
            data + begin,
            end - begin);
    requireSize(tensor);
    return tensor;
  }

  private List<Long> shape(String name, JsonNode sizes) {
    require(sizes.size() <= MOST_AXES, quoted(name) + " has " + sizes.size() + " axes");
    List<Long> shape = new ArrayList<>();
    sizes.forEach(each -> shape.add(whole(name, each)));
    return shape;
  }

  private long whole(String name, JsonNode number) {
    require(
        number.isIntegralNumber() && number.canConvertToLong() && number.asLong() >= 0,
        quoted(name) + " has a size or an offset that is no whole number");
    return number.asLong();
  }

  private void requireSize(Tensor tensor) {
    TensorType.named(tensor.type())
        .ifPresent(
            type ->
                require(
                    product(tensor.shape(), type.bytes()) == tensor.bytes(),
                    String.format(
                        Locale.ROOT,
                        "%s has %d bytes, and its shape %s needs others of %s",
                        quoted(tensor.name()),
                        tensor.bytes(),
                        tensor.shape(),
                        type)));
  }

  /** −1 where it is more than a long can say. */
  private static long product(List<Long> shape, long bytes) {
    try {
      return shape.stream().reduce(bytes, Math::multiplyExact);
    } catch (ArithmeticException e) {
      return shape.contains(0L) ? 0 : -1;
    }
  }

  private void require(boolean kept, String problem) {
    if (!kept) {
      throw bad(problem, null);
    }
  }

  private BadInputException bad(String problem, Throwable cause) {
    return new BadInputException(path + " has a header that cannot be read: " + problem, cause);
  }

  private static String quoted(String name) {
    return "'"
        + (name.length() <= LONGEST_QUOTE ? name : name.substring(0, LONGEST_QUOTE) + "…")
        + "'";
  }
}
