package org.orthant.framework.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes tar.gz archives by hand, good ones and hostile ones. */
final class TarWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar;

  TarWriter() throws IOException {
    tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes));
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  TarWriter file(String name, String content) throws IOException {
    return entry(name, TarConstants.LF_NORMAL, "", content.getBytes(UTF_8));
  }

  TarWriter folder(String name) throws IOException {
    return entry(name, TarConstants.LF_DIR, "", new byte[0]);
  }

  TarWriter special(String name, byte kind, String target) throws IOException {
    return entry(name, kind, target, new byte[0]);
  }

  /** Of the next entry, as GNU writes it. */
  TarWriter longName(String name) throws IOException {
    return entry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME, "", name.getBytes(UTF_8));
  }

  byte[] bytes() throws IOException {
    tar.close();
    return bytes.toByteArray();
  }

  private TarWriter entry(String name, byte kind, String target, byte[] content)
      throws IOException {
    boolean asGiven = true;
    TarArchiveEntry entry = new TarArchiveEntry(name, kind, asGiven);
    entry.setLinkName(target);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
    return this;
  }
}
