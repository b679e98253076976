package org.orthant.formats.equalization;

import java.util.List;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pad;
import org.orthant.api.graph.Pool;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;

/** Draws networks of layers and of what may and what may not lie between equalized ones. */
final class RandomNetworks {
  private static final int CLASSES = 3;

  private final RandomNumbers random;
  private final NetworkInTheMaking network;

  private RandomNetworks(long seed) {
    random = new Seed(seed).generator();
    network =
        new NetworkInTheMaking(new ImageShape(between(4, 8), between(4, 8), between(1, 4)), random);
  }

  static Graph draw(long seed) {
    RandomNetworks drawn = new RandomNetworks(seed);
    for (int block = 0; block < 5; block++) {
      drawn.block(block);
    }
    drawn.network.dense("hidden", 6);
    drawn.behind("hidden");
    return drawn.network.dense("head", CLASSES).bias("head/bias").graph();
  }

  /** Images that a network takes, one after the other. */
  static float[] images(Graph graph, int count, long seed) {
    RandomNumbers random = new Seed(seed).generator();
    float[] images = new float[graph.input().size() * count];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextDouble(-1, 1);
    }
    return images;
  }

  private int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private void block(int number) {
    String name = "conv" + number;
    String before = network.last();
    ImageShape image = network.image();
    if (chance(0.4)) {
      network.depthwise(name);
    } else {
      int groups = chance(0.3) ? image.channels() : 1;
      network.convolution(name, groups * between(1, 3), groups, chance(0.2) ? 1 : 0);
    }
    behind(name);
    if (network.image().equals(image) && !before.equals(Node.INPUT) && chance(0.5)) {
      network.add(new Add(name + "/sum", List.of(before, network.last())));
    }
  }

  private void behind(String name) {
    if (chance(0.6)) {
      network.bias(name + "/bias");
    }
    if (chance(0.5)) {
      network.norm(name + "/norm");
    }
    if (chance(0.8)) {
      network.curve(name + "/curve", curve());
    }
    if (chance(0.2)) {
      network.scale(name + "/scale");
    }
    if (chance(0.1)) {
      network.norm(name + "/late");
    }
    if (chance(0.3) && network.image().height() > 3 && network.image().width() > 3) {
      pool(name);
    }
    if (chance(0.2) && network.image().height() < 8) {
      network.add(new Pad(name + "/pad", network.last(), Pads.all(1), chance(0.8) ? 0 : 1));
    }
  }

  private void pool(String name) {
    Pool.Kind kind = chance(0.5) ? Pool.Kind.MAX : Pool.Kind.AVERAGE;
    Window window = new Window(Extent.square(3), Extent.square(2), Extent.ONE, Pads.all(1));
    network.add(new Pool(name + "/pool", network.last(), kind, window, chance(0.5)));
  }

  private Curve curve() {
    return switch (between(0, 6)) {
      case 0 -> new Curve.Clip(0, 6);
      case 1 -> new Curve.Tanh();
      case 2 -> new Curve.LeakyRelu(0.1f);
      case 3 -> new Curve.Prelu(network.perChannel(-0.5, 0.5));
      default -> new Curve.Relu();
    };
  }
}
