package org.orthant.framework.failure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How failures are written; where they arose is lost. */
public final class FailureFormat {
  private FailureFormat() {}

  public static void write(List<Failure> failures, DataOutput out) throws IOException {
    out.writeInt(failures.size());
    for (Failure failure : failures) {
      out.writeUTF(failure.plugin().name());
      out.writeUTF(failure.name());
      out.writeBoolean(failure.layer().isPresent());
      if (failure.layer().isPresent()) {
        out.writeUTF(failure.layer().get());
      }
      out.writeUTF(failure.reason());
    }
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static List<Failure> read(DataInput in) throws IOException {
    int count = in.readInt();
    List<Failure> failures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Failure.Kind kind = Failure.Kind.valueOf(in.readUTF());
      String name = in.readUTF();
      Optional<String> layer = in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
      failures.add(new Failure(kind, name, layer, in.readUTF(), Optional.empty()));
    }
    return failures;
  }
}
