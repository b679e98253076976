package org.orthant.reports.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {
  @Test
  void thePlatformReadsTheSameColours() throws IOException {
    Png png =
        Png.of(2, 3, 3, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255, 128, 127, 1, 0, 9});
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png.bytes()));

    assertThat(read.getWidth()).isEqualTo(3);
    assertThat(read.getHeight()).isEqualTo(2);
    assertThat(read.getRGB(0, 0) & 0xffffff).isEqualTo(0x000102);
    assertThat(read.getRGB(2, 0) & 0xffffff).isEqualTo(0x060708);
    assertThat(read.getRGB(0, 1) & 0xffffff).isEqualTo(0x090a0b);
    assertThat(read.getRGB(1, 1) & 0xffffff).isEqualTo(0xff807f);
    assertThat(read.getRGB(2, 1) & 0xffffff).isEqualTo(0x010009);
  }

  @Test
  void thePlatformReadsTheSameGreys() throws IOException {
    Png png = Png.of(2, 2, 1, new int[] {0, 255, 128, 64});
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png.bytes()));

    assertThat(read.getRaster().getSamples(0, 0, 2, 2, 0, (int[]) null))
        .containsExactly(0, 255, 128, 64);
    assertThat(png.address())
        .isEqualTo("data:image/png;base64," + Base64.getEncoder().encodeToString(png.bytes()));
  }
}
