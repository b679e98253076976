package org.orthant.datasets.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.orthant.api.BadInputException;
import org.orthant.datasets.own.Refusal;
import org.orthant.datasets.own.SplitDigest;

/** A look at each file of a split, by several threads: damaged ones are left out. */
final class Opening {
  /** How many are looked at before what was found is put together, in their order. */
  private static final int CHUNK = 1 << 12;

  /** How many damaged ones are named. */
  private static final int NAMED = 10;

  private final String name;
  private final FolderSplit split;
  private final boolean strict;
  private final IntStream.Builder whole = IntStream.builder();
  private final List<String> damaged = new ArrayList<>();

  /**
   * @param name the split's, for notes
   * @param strict whether a damaged file is a mistake
   */
  Opening(String name, FolderSplit split, boolean strict) {
    this.name = name;
    this.split = split;
    this.strict = strict;
  }

  /**
   * The images whose files are whole.
   *
   * @param digest what these are added to
   * @throws BadInputException if an image cannot be used, or none is left
   */
  FolderSplit opened(SplitDigest digest) {
    for (int from = 0; from < split.size(); from += CHUNK) {
      add(from, Math.min(split.size(), from + CHUNK), digest);
    }
    int[] left = whole.build().toArray();
    if (left.length == 0) {
      throw Refusal.of(
          split.folder(), "all images are damaged: %s", String.join(", ", firstDamaged()));
    }
    return split.with(left);
  }

  private void add(int from, int to, SplitDigest digest) {
    List<Examination> examinations =
        IntStream.range(from, to)
            .parallel()
            .mapToObj(index -> split.file(index).examined(split.framing()))
            .toList();
    for (int index = from; index < to; index++) {
      add(index, examinations.get(index - from), digest);
    }
  }

  private void add(int index, Examination examination, SplitDigest digest) {
    if (examination.mistake().isPresent()) {
      throw examination.mistake().get();
    }
    if (examination.damage().isEmpty()) {
      digest.source(examination.sha256());
      whole.add(split.place(index));
      return;
    }
    if (strict) {
      throw Refusal.of(split.file(index).path().toString(), "%s", examination.damage().get());
    }
    damaged.add(
        String.format(Locale.ROOT, "%s (%s)", split.name(index), examination.damage().get()));
  }

  private List<String> firstDamaged() {
    return damaged.subList(0, Math.min(NAMED, damaged.size()));
  }

  /** Returns what was left out, if anything was. */
  List<String> notes() {
    if (damaged.isEmpty()) {
      return List.of();
    }
    String more =
        damaged.size() <= NAMED ? "" : String.format(Locale.ROOT, ", the first %d of them", NAMED);
    return List.of(
        Refusal.line(
            String.format(
                Locale.ROOT,
                "%d of %d images of the %s split are damaged and left out%s: %s",
                damaged.size(),
                split.size(),
                name,
                more,
                String.join(", ", firstDamaged()))));
  }
}
