package org.orthant.datasets.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.orthant.api.BadInputException;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;
import org.orthant.datasets.own.OpenedDataset;
import org.orthant.datasets.own.SplitDigest;
import org.orthant.datasets.own.TestShare;

/** A training and a test split, listed but not looked at. */
record Parts(FolderSplit training, FolderSplit test, FolderClasses classes) {

  /** Two splits with folders of their own. */
  static Parts apart(LabelledImages training, LabelledImages test, Framing framing) {
    FolderClasses classes = FolderClasses.of(training, test);
    return new Parts(split(training, classes, framing), split(test, classes, framing), classes);
  }

  /** Two splits of the same folder. */
  static Parts cut(LabelledImages all, TestShare share, Framing framing) {
    FolderClasses classes = FolderClasses.of(all, all);
    FolderSplit both = split(all, classes, framing);
    TestShare.Cut cut = share.cut(both.folder(), both.size());
    return new Parts(both.with(cut.training()), both.with(cut.test()), classes);
  }

  private static FolderSplit split(LabelledImages images, FolderClasses classes, Framing framing) {
    int[] all = IntStream.range(0, images.images().size()).toArray();
    return new FolderSplit(images, classes.of(images), all, framing);
  }

  /** The dataset's shape, with all images whether damaged or not. */
  DatasetShape shape() {
    return new DatasetShape(
        training.framing().image(),
        classes.classes(),
        training.size(),
        test.size(),
        classes.names());
  }

  /**
   * Looks at all files. The digest is that of the files' bytes, of the framing and of the labels,
   * not of pixels, which would have to be decoded.
   *
   * @param strict whether a damaged file is a mistake; otherwise it is left out
   * @throws BadInputException if an image cannot be used
   */
  Dataset opened(boolean strict) {
    SplitDigest digest = new SplitDigest();
    digest.source(training.framing().toString());
    Opening first = new Opening("training", training, strict);
    Opening second = new Opening("test", test, strict);
    Parts opened = new Parts(first.opened(digest), second.opened(digest), classes);
    List<String> notes = new ArrayList<>(first.notes());
    notes.addAll(second.notes());
    if (opened.shape().isLabelled()) {
      digest.labels(classes.classes(), labels(opened.training()));
      digest.labels(classes.classes(), labels(opened.test()));
      notes.addAll(ClassCounts.of(classes, opened.test()).notes());
    }
    return new OpenedDataset(opened.shape(), opened.training(), opened.test(), digest.hex(), notes);
  }

  private static int[] labels(Split split) {
    return split.labels(IntStream.range(0, split.size()).toArray());
  }
}
