package org.orthant.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.catalog.PluginKind;
import org.orthant.framework.scaffold.PluginProject;

/** What {@code orthant new-plugin} writes builds, passes its contract, and runs, at once. */
class NewPluginIT {
  @TempDir Path folder;

  @Test
  void everyKindBuildsAndRunsAtOnce() throws IOException {
    Outside outside = Outside.in(folder);
    List<String> names =
        PluginProject.KINDS.stream().map(PluginKind::id).map("first-"::concat).toList();
    for (PluginKind kind : PluginProject.KINDS) {
      outside.orthant(folder, "new-plugin", "first-" + kind.id(), "--kind", kind.id());
    }
    outside.verify(names);
    for (String name : names) {
      Path project = folder.resolve(name);
      outside.orthant(project, "run", "run.yaml", "--plugins", "target/" + name + "-0.1.0.jar");
      assertThat(project.resolve("report/index.html")).isNotEmptyFile();
      assertThat(Files.readString(project.resolve("report/result.json")))
          .contains("\"jar\" : \"%s-0.1.0.jar\"".formatted(name), "\"version\" : \"0.1.0\"");
    }
  }
}
