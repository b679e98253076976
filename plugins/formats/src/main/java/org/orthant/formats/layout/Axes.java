package org.orthant.formats.layout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.orthant.api.model.ImageShape;

/**
 * The axes of a tensor that holds images. Transposing, reshaping, flattening and squeezing change
 * the axes and leave the images as they are.
 *
 * @param image one image
 */
public record Axes(ImageShape image, List<Axis> axes) {
  public Axes {
    axes = List.copyOf(axes);
  }

  /** [images, channels, rows, columns]. */
  public static Axes channelsFirst(int images, ImageShape image) {
    return of(images, image, Part.CHANNEL, Part.ROW, Part.COLUMN);
  }

  /** [images, rows, columns, channels]. */
  public static Axes channelsLast(int images, ImageShape image) {
    return of(images, image, Part.ROW, Part.COLUMN, Part.CHANNEL);
  }

  private static Axes of(int images, ImageShape image, Part... order) {
    List<Axis> axes = new ArrayList<>(List.of(Axis.of(Part.IMAGE, images)));
    for (Part part : order) {
      axes.add(Axis.of(part, size(part, image)));
    }
    return new Axes(image, axes);
  }

  private static int size(Part part, ImageShape image) {
    return switch (part) {
      case ROW -> image.height();
      case COLUMN -> image.width();
      case CHANNEL -> image.channels();
      case IMAGE -> throw new IllegalArgumentException("of images an image has no number");
    };
  }

  public int rank() {
    return axes.size();
  }

  /** Returns how long each axis is. */
  public int[] sizes() {
    return axes.stream().mapToInt(Axis::size).toArray();
  }

  /** Returns how many images there are, where the first axis counts them; 1 where none does. */
  public int images() {
    return axes.stream()
        .flatMap(axis -> axis.factors().stream())
        .filter(factor -> factor.part() == Part.IMAGE)
        .mapToInt(Factor::size)
        .findFirst()
        .orElse(1);
  }

  /**
   * Returns the same tensor with its axes in another order.
   *
   * @param order which axis comes first, second, …
   * @throws IllegalArgumentException if that is no order of the axes
   */
  public Axes transposed(int... order) {
    boolean isOrder =
        Arrays.equals(
            Arrays.stream(order).sorted().toArray(), IntStream.range(0, rank()).toArray());
    if (!isOrder) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s is no order of %d axes", Arrays.toString(order), rank()));
    }
    return new Axes(image, Arrays.stream(order).mapToObj(axes::get).toList());
  }

  /**
   * Returns the same numbers on other axes.
   *
   * @param sizes how long each is; −1, once, stands for what is left, 0 for the size that this axis
   *     has now
   * @throws IllegalArgumentException if the numbers do not fall onto such axes
   */
  public Axes reshaped(long... sizes) {
    Deque<Factor> left = new ArrayDeque<>();
    axes.forEach(axis -> left.addAll(axis.factors()));
    List<Axis> reshaped = new ArrayList<>();
    for (long size : resolved(sizes)) {
      reshaped.add(taken(size, left));
    }
    return new Axes(image, reshaped);
  }

  private long[] resolved(long... sizes) {
    long total = Arrays.stream(sizes()).asLongStream().reduce(1, Math::multiplyExact);
    long[] resolved = sizes.clone();
    long known = 1;
    OptionalInt open = OptionalInt.empty();
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] == 0 && i < rank()) {
        resolved[i] = axes.get(i).size();
      }
      if (resolved[i] == -1 && open.isEmpty()) {
        open = OptionalInt.of(i);
      } else {
        require(resolved[i] > 0, sizes);
        known = Math.multiplyExact(known, resolved[i]);
      }
    }
    if (open.isPresent()) {
      require(total % known == 0, sizes);
      resolved[open.getAsInt()] = total / known;
      known = total;
    }
    require(known == total, sizes);
    return resolved;
  }

  private void require(boolean kept, long... sizes) {
    if (!kept) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a tensor of %s does not become one of %s",
              Arrays.toString(sizes()),
              Arrays.toString(sizes)));
    }
  }

  private static Axis taken(long size, Deque<Factor> left) {
    List<Factor> axis = new ArrayList<>();
    if (!left.isEmpty() && left.peek().part() == Part.IMAGE && left.peek().size() == 1) {
      axis.add(left.poll());
    }
    long open = size;
    while (open > 1) {
      Factor next = left.poll();
      if (open % next.size() == 0) {
        axis.add(next);
        open /= next.size();
      } else if (next.size() % open == 0 && next.part() != Part.IMAGE) {
        axis.add(next.high((int) open));
        left.push(next.low((int) (next.size() / open)));
        open = 1;
      } else {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "an axis of %d places mixes parts of the image unevenly", size));
      }
    }
    return new Axis(axis);
  }

  /** Whether these are [images, channels, rows, columns], the channels in their own order. */
  public boolean isChannelsFirst() {
    return equals(channelsFirst(images(), image));
  }

  /** Whether these are [images, rows, columns, channels], the channels in their own order. */
  public boolean isChannelsLast() {
    return equals(channelsLast(images(), image));
  }

  /** Whether an axis counts the channels and nothing else, in their own order. */
  public boolean isChannelAxis(int axis) {
    if (image.channels() > 1) {
      return axes.get(axis).counts(Part.CHANNEL, image.channels());
    }
    int expected = rank() == 4 && isChannelsLast() && !isChannelsFirst() ? 3 : 1;
    return axis == expected && axes.get(axis).equals(Axis.SINGLE);
  }

  /**
   * Returns in how many groups the channels are shuffled on an axis that counts them alone, so that
   * a {@link org.orthant.api.graph.Shuffle} puts them into their own order; empty if they are not,
   * or in another way.
   */
  public OptionalInt shuffledGroups(int axis) {
    List<Factor> factors = axes.get(axis).factors();
    boolean isShuffled =
        factors.size() == 2
            && axes.get(axis).countsInSomeOrder(Part.CHANNEL)
            && axes.get(axis).size() == image.channels()
            && factors.get(0).step() == 1
            && factors.get(1).step() == factors.get(0).size();
    return isShuffled ? OptionalInt.of(factors.get(1).size()) : OptionalInt.empty();
  }

  /** The axes once the channels on an axis are in their own order. */
  public Axes ordered(int axis) {
    List<Axis> ordered = new ArrayList<>(axes);
    ordered.set(axis, Axis.of(Part.CHANNEL, image.channels()));
    return new Axes(image, ordered);
  }

  /** Whether these are [images, all numbers of an image], in whatever order. */
  public boolean isFlat() {
    return rank() == 2
        && axes.get(0).equals(Axis.of(Part.IMAGE, images()))
        && axes.get(1).size() == image.size();
  }

  /**
   * The axes of the image as one pixel, once its numbers were put into the order (row, column,
   * channel); these must be {@link #isFlat}.
   */
  public Axes flattened() {
    List<Factor> channels =
        axes.get(1).factors().stream()
            .map(
                factor ->
                    new Factor(Part.CHANNEL, factor.size(), factor.step() * worth(factor.part())))
            .toList();
    return new Axes(ImageShape.vector(image.size()), List.of(axes.get(0), new Axis(channels)));
  }

  /**
   * Returns where the numbers of a flat image come from.
   *
   * @return for each place on the second axis its place in the order (row, column, channel)
   */
  public int[] flatOrder() {
    int[] order = {0};
    for (Factor factor : axes.get(1).factors()) {
      int worth = factor.step() * worth(factor.part());
      int[] longer = new int[order.length * factor.size()];
      for (int i = 0; i < longer.length; i++) {
        longer[i] = order[i / factor.size()] + i % factor.size() * worth;
      }
      order = longer;
    }
    return order;
  }

  private int worth(Part part) {
    return switch (part) {
      case ROW -> image.width() * image.channels();
      case COLUMN -> image.channels();
      case CHANNEL, IMAGE -> 1;
    };
  }
}
