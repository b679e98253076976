package org.orthant.benchmarks;

import java.io.IOException;
import java.util.List;

/** Which Orthant is measured. */
final class Version {
  private Version() {}

  /** Its version, and the commit where the sources are in a working tree of git. */
  static String of(Settings settings) throws IOException {
    String version = "Orthant: " + org.orthant.framework.result.Version.current();
    List<String> describe =
        List.of("git", "-C", settings.root().toString(), "describe", "--always", "--dirty");
    try {
      return version
          + ", commit "
          + String.join("", new Subprocess(describe).run(settings.log("commit")).output());
    } catch (FailedException e) {
      return version;
    }
  }
}
