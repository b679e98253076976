package org.orthant.framework.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
  private static final long MOST = 1000;

  @TempDir private Path folder;
  private Path into;

  @BeforeEach
  void makeFolder() throws IOException {
    into = Files.createDirectory(folder.resolve("into"));
  }

  private static byte[] bundle(String name, int bytes) throws IOException {
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bundle)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(new byte[bytes]);
    }
    return bundle.toByteArray();
  }

  @Test
  void filesComeBack() throws IOException {
    Path from = Files.createDirectories(folder.resolve("from/inner")).getParent();
    Files.writeString(from.resolve("a"), "one");
    Files.writeString(from.resolve("inner/b"), "two");
    Files.writeString(from.resolve(".hidden"), "three");
    Bundle.unpack(Bundle.of(from), into);
    assertThat(into.resolve("a")).hasContent("one");
    assertThat(into.resolve("inner/b")).hasContent("two");
    assertThat(into.resolve(".hidden")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "/evil", "../into-too/evil"})
  void aFileOutsideIsRefused(String name) throws IOException {
    byte[] bundle = bundle(name, 1);
    assertThatThrownBy(() -> Bundle.unpack(bundle, into))
        .isInstanceOf(IOException.class)
        .hasMessage("a bundle must not lay files outside, such as " + name);
    assertThat(folder).isDirectoryNotContaining("glob:**evil*");
  }

  @Test
  void whatUnpacksToMoreThanAllowedIsRefused() throws IOException {
    Bundle.unpack(bundle("fits", 1000), into, MOST);
    byte[] bundle = bundle("larger", 10_000_000);
    assertThatThrownBy(() -> Bundle.unpack(bundle, into, MOST))
        .isInstanceOf(IOException.class)
        .hasMessage("the bundle unpacks to more than 1000 bytes");
    assertThat(into.resolve("larger")).hasSize(1001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "/", "a/b", "../a", "a\u0000b"})
  void aFileOfAJobHasAPlainName(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JobFile(name, ByteBuffer.allocate(0)));
  }
}
