package org.orthant.framework.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * JSON with the shortest decimals that stand for their numbers, as Jackson finds them. {@code
 * Double.toString} finds longer ones for some numbers before JDK 19.
 */
public final class JsonNumbers {
  private JsonNumbers() {}

  /** A new mapper that writes numbers so. */
  public static ObjectMapper mapper() {
    return new ObjectMapper(
        JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build());
  }
}
