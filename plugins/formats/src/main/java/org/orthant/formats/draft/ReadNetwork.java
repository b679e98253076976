package org.orthant.formats.draft;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.orthant.api.BadInputException;
import org.orthant.api.graph.Graph;
import org.orthant.api.inspection.Inspection;
import org.orthant.api.model.ImageShape;

/**
 * What a reader found in a file.
 *
 * @param format the format's name and version, and who wrote it
 * @param operators how many operators or layers the file has
 * @param input the image that enters; empty where that is not known
 * @param scores what gives the scores; empty behind an operator that is not supported
 * @param files what was read
 */
public record ReadNetwork(
    String format,
    int operators,
    NetworkDraft draft,
    Optional<ImageShape> input,
    Optional<Image> scores,
    List<Path> files) {

  /** All that is known of the file. */
  public Inspection inspection() {
    return new Inspection(
        format,
        input,
        operators,
        draft.layers(scores),
        scores.map(image -> image.shape().channels()),
        draft.dropped(),
        draft.unsupported());
  }

  /**
   * The network.
   *
   * @throws BadInputException if an operator is not supported, naming all that are not
   */
  public Graph graph(DraftArrays arrays) {
    if (!draft.unsupported().isEmpty()) {
      throw new BadInputException(
          draft.unsupported().stream()
                  .limit(20)
                  .map(Object::toString)
                  .collect(Collectors.joining("; "))
              + (draft.unsupported().size() > 20
                  ? String.format(Locale.ROOT, "; and %d more", draft.unsupported().size() - 20)
                  : ""));
    }
    Image last =
        scores.orElseThrow(
            () -> new BadInputException("none of its outputs depends on the image that enters"));
    if (last.shape().height() != 1 || last.shape().width() != 1) {
      throw new BadInputException(
          "its output is not a score for each class but an image of " + last.shape());
    }
    try {
      return draft.graph(last, arrays);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }
}
