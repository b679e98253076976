package org.orthant.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.reports.html.Original;
import org.orthant.reports.page.FilterPictures.Column;
import org.orthant.reports.page.FilterPictures.Picture;
import org.orthant.reports.picture.Png;
import org.orthant.reports.result.Example;
import org.orthant.reports.result.ResultReader;

class FilterPicturesTest {
  @TempDir Path folder;

  @Test
  void eachFilterIsScaledByItsOwnLargestAndStandsAboveWhatItBecomes() throws IOException {
    FilterPictures drawn = drawn(Example.withFilters());

    assertThat(drawn.probe()).isEqualTo("weights");
    // 0.5, −0.25, 0 and 0.1 of at most 0.5; a filter of zeros is mid grey.
    assertThat(drawn.columns())
        .containsExactly(
            new Column(
                0,
                List.of(
                    new Picture(grey(255, 64, 128, 153), "filter 0, continuous", false),
                    new Picture(grey(255, 0, 255, 255), "filter 0, binary", false))),
            new Column(
                1,
                List.of(
                    new Picture(grey(128, 128, 128, 128), "filter 1, continuous", false),
                    new Picture(grey(255, 255, 255, 255), "filter 1, binary", false))));
    assertThat(drawn.reading())
        .startsWith("The first 2 of 512 filters by their numbers from 0")
        .contains("from the top: continuous, binary")
        .doesNotContain("Framed");
  }

  @Test
  void theLowestRIsMarkedUnderItsQuantizerAlone() throws IOException {
    ObjectNode document = Example.withFilters();
    ObjectNode curve = Example.again(document, "curves");
    curve
        .put("probe", "dot-product")
        .put("quantizer", "binary")
        .put("metric", "filter-r")
        .remove("reference");
    JsonMapper mapper = new JsonMapper();
    curve.set("x", mapper.readTree("{\"label\": \"filter\", \"values\": [1, 7, 8, 9, 10, 11]}"));
    curve.set(
        "y", mapper.readTree("{\"label\": \"r\", \"values\": [0.5, 0.6, 0.7, 0.8, 0.9, 0.95]}"));

    FilterPictures drawn = drawn(document);

    assertThat(drawn.columns().get(1).pictures().get(1).words())
        .isEqualTo("filter 1, binary, r 0.50");
    assertThat(drawn.columns())
        .flatExtracting(Column::pictures)
        .filteredOn(Picture::low)
        .containsExactly(drawn.columns().get(1).pictures().get(1));
    assertThat(drawn.reading()).endsWith("Framed: the 5 lowest r under that quantizer.");
  }

  @Test
  void aResultWithoutFiltersHasNoPictures() throws IOException {
    assertThat(FilterPictures.of(Example.read(folder, Example.documented()), "dense1")).isEmpty();
  }

  @Test
  void hostileNamesStayText() throws IOException {
    ObjectNode document = Example.withFilters();
    String hostile = "\"><script>alert(1)</script>";
    ((ObjectNode) document.get("filters").get(1)).put("quantizer", hostile);

    Path result = Example.write(folder, document.toString());
    String page =
        new String(
            Page.of(ResultReader.read(result), Original.of(result)).render(),
            StandardCharsets.UTF_8);

    assertThat(page).doesNotContain("<script>alert").contains("filter-pictures");
  }

  private FilterPictures drawn(ObjectNode document) throws IOException {
    return FilterPictures.of(Example.read(folder, document), "dense1").orElseThrow();
  }

  private static String grey(int... samples) {
    return Png.of(2, 2, 1, samples).address();
  }
}
