package org.orthant.formats.folder.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.orthant.api.model.Extent;
import org.orthant.api.model.Pads;

/**
 * A form that a value can have.
 *
 * @param words for messages, such as "a whole number from 1 to 9"
 * @param parse empty for a value of another form
 */
public record Form<T>(String words, Function<Tree, Optional<T>> parse) {
  /** Such that a kernel of so many taps, so far apart, reaches less far than an int. */
  public static final int LONGEST_SIDE = 1 << 15;

  public static final int MOST_CHANNELS = 1 << 20;

  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,10}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)");
  private static final String NUMBER_WORDS = "a number that float32 can hold";

  /** Words, quoted or not. */
  public static final Form<String> TEXT = new Form<>("a text", Form::text);

  public static final Form<String> NODE = new Form<>("the name of a node", Form::text);

  public static final Form<List<String>> NODES =
      new Form<>("a list of names of nodes", Form::texts);

  public static final Form<String> SAFETENSORS =
      new Form<>(
          "the name of a .safetensors file",
          tree -> text(tree).filter(name -> name.endsWith(".safetensors")));

  public static final Form<Boolean> FLAG =
      new Form<>(
          "true or false",
          tree ->
              word(tree)
                  .filter(word -> word.equals("true") || word.equals("false"))
                  .map(Boolean::valueOf));

  public static final Form<Float> NUMBER =
      new Form<>(NUMBER_WORDS, tree -> word(tree).flatMap(Form::number));

  /** A number, or one of the two infinities. */
  public static final Form<Float> LIMIT =
      new Form<>(NUMBER_WORDS + ", .inf or -.inf", tree -> word(tree).flatMap(Form::limit));

  public static final Form<Double> NOT_NEGATIVE =
      new Form<>(
          "a number, at least 0",
          tree ->
              word(tree)
                  .filter(word -> DECIMAL.matcher(word).matches())
                  .map(Double::valueOf)
                  .filter(value -> value >= 0 && Double.isFinite(value)));

  public static final Form<Extent> EXTENT =
      pair(whole(1, LONGEST_SIDE), "[rows, columns]")
          .map(two -> new Extent(two.get(0), two.get(1)));

  public static final Form<Pads> PADS =
      list(whole(0, LONGEST_SIDE), 4, "four", "[top, bottom, left, right]")
          .map(four -> new Pads(four.get(0), four.get(1), four.get(2), four.get(3)));

  /** A whole number within bounds. */
  public static Form<Integer> whole(int least, int most) {
    return new Form<>(
        String.format(Locale.ROOT, "a whole number from %d to %d", least, most),
        tree ->
            word(tree)
                .filter(word -> WHOLE.matcher(word).matches())
                .map(Long::valueOf)
                .filter(value -> least <= value && value <= most)
                .map(Long::intValue));
  }

  private static Form<List<Integer>> pair(Form<Integer> of, String order) {
    return list(of, 2, "two", order);
  }

  private static Form<List<Integer>> list(
      Form<Integer> of, int count, String countInWords, String order) {
    return new Form<>(
        String.format(
            Locale.ROOT,
            "%s whole numbers %s, each %s",
            countInWords,
            order,
            of.words().replaceFirst("a whole number ", "")),
        tree -> all(of, tree).filter(values -> values.size() == count));
  }

  private <R> Form<R> map(Function<T, R> made) {
    return new Form<>(words, tree -> parse.apply(tree).map(made));
  }

  private static <T> Optional<List<T>> all(Form<T> of, Tree tree) {
    if (!(tree instanceof Tree.Sequence sequence)) {
      return Optional.empty();
    }
    List<T> values =
        sequence.items().stream().flatMap(item -> of.parse.apply(item).stream()).toList();
    return values.size() == sequence.items().size() ? Optional.of(values) : Optional.empty();
  }

  private static Optional<String> text(Tree tree) {
    return tree instanceof Tree.Scalar scalar && !scalar.isNothing()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  private static Optional<List<String>> texts(Tree tree) {
    return all(TEXT, tree);
  }

  /** Returns what stands without quotes. */
  private static Optional<String> word(Tree tree) {
    return tree instanceof Tree.Scalar scalar && !scalar.quoted()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  private static Optional<Float> number(String word) {
    return DECIMAL.matcher(word).matches()
        ? Optional.of(Float.valueOf(word)).filter(value -> Float.isFinite(value))
        : Optional.empty();
  }

  private static Optional<Float> limit(String word) {
    if (!INFINITE.matcher(word).matches()) {
      return number(word);
    }
    return Optional.of(word.startsWith("-") ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY);
  }
}
