package org.orthant.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EmbeddedJsonTest {
  private record Text(String text) {}

  @Test
  void cannotEndItsElementOrOpenAComment() {
    assertThat(EmbeddedJson.of(new Text("</script><!--&\u2028\u2029")).text())
        .isEqualTo("{\"text\":\"\\u003C/script\\u003E\\u003C!--\\u0026\\u2028\\u2029\"}");
  }

  @Property(seed = "1705")
  void meansWhatItMeantBefore(@ForAll @From("hostile") String text) throws JsonProcessingException {
    String json = EmbeddedJson.of(new Text(text)).text();

    assertThat(json).doesNotContainPattern("[<>&\u2028\u2029]");
    assertThat(new JsonMapper().readTree(json).get("text").textValue()).isEqualTo(text);
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.strings().withChars("<>/!-&\\\"u003C\u2028\u2029script \n").ofMaxLength(40);
  }
}
