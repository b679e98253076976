package org.orthant.framework.failure;

import java.util.List;
import java.util.Optional;

/**
 * Recognizes that memory was lacking, whatever was thrown in its place: a library that fails to
 * start for it throws something of its own.
 */
public final class LackOfMemory {
  private static final String HEAP = "give more with ORTHANT_JAVA_OPTIONS=-Xmx…";

  private LackOfMemory() {}

  /** The error among an exception and its causes. */
  static Optional<OutOfMemoryError> among(Throwable thrown) {
    return Thrown.causes(thrown).stream()
        .filter(OutOfMemoryError.class::isInstance)
        .map(OutOfMemoryError.class::cast)
        .findFirst();
  }

  /** One line that says which memory was lacking and what to do; empty if none was. */
  public static Optional<String> inWords(Throwable thrown) {
    List<Throwable> causes = Thrown.causes(thrown);
    return among(thrown)
        .map(error -> Thrown.message(error).orElse(""))
        .or(
            () ->
                causes.stream()
                    .map(cause -> Thrown.message(cause).orElse(""))
                    .filter(LackOfMemory::tells)
                    .findFirst())
        .map(message -> "out of memory" + which(message));
  }

  /** A class that could not be initialized keeps the error's words only, and so does C++. */
  private static boolean tells(String message) {
    return message.contains("OutOfMemoryError") || message.contains("bad_alloc");
  }

  private static String which(String message) {
    if (message.contains("native thread")) {
      return " for another thread; allow more processes, or fewer threads with"
          + " executor.local.threads";
    }
    if (message.contains("Metaspace") || message.contains("class space")) {
      return " for classes; give more with ORTHANT_JAVA_OPTIONS=-XX:MaxMetaspaceSize=…";
    }
    if (message.contains("hysical memory") || message.contains("bad_alloc")) {
      return " for native arrays; give the process more, or fewer threads with"
          + " executor.local.threads";
    }
    return "; " + HEAP;
  }
}
