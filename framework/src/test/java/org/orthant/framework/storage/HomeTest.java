package org.orthant.framework.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.orthant.api.BadInputException;

class HomeTest {
  private static final String USER_HOME = "user.home";
  private static final Path LISTED = Path.of("/listed");

  private final String before = System.getProperty(USER_HOME);

  @AfterEach
  void restore() {
    System.setProperty(USER_HOME, before);
  }

  @Test
  void theVariableComesFirst() {
    assertThat(home(LISTED.toString(), Map.of("ORTHANT_HOME", "/named", "HOME", "/user")))
        .isEqualTo(Path.of("/named"));
  }

  @Test
  void theEnvironmentsHomeComesBeforeTheSystemsList() {
    assertThat(home(LISTED.toString(), Map.of("HOME", "/user")))
        .isEqualTo(Path.of("/user/.orthant"));
    assertThat(home("?", Map.of("HOME", "/user"))).isEqualTo(Path.of("/user/.orthant"));
  }

  @Test
  void blankVariablesAreAsIfUnset() {
    assertThat(home(LISTED.toString(), Map.of("ORTHANT_HOME", " ", "HOME", "")))
        .isEqualTo(LISTED.resolve(".orthant"));
  }

  @Test
  void noFolderIsCalledAQuestionMark() {
    assertThatThrownBy(() -> home("?", Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "no home folder: expected ORTHANT_HOME or HOME in the environment, or a home in the"
                + " system's list of users");
  }

  @Test
  void librariesUnpackInOrthantsHomeWhereTheUserHasNone() {
    System.setProperty(USER_HOME, "?");
    assertThat(Home.ofLibraries(Map.of("ORTHANT_HOME", "/named"))).contains(Path.of("/named"));
    assertThat(Home.ofLibraries(Map.of("ORTHANT_HOME", "/named", "HOME", "/user")))
        .contains(Path.of("/user"));
    assertThat(Home.ofLibraries(Map.of())).isEmpty();
  }

  private static Path home(String listed, Map<String, String> environment) {
    System.setProperty(USER_HOME, listed);
    return Home.of(environment).folder();
  }
}
