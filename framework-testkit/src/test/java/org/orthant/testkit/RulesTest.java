package org.orthant.testkit;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Every rule of every contract can be broken, is noticed then, and says so. */
class RulesTest {
  private static final List<Class<?>> CONTRACTS =
      List.of(
          PluginContract.class,
          MapContract.class,
          QuantizerContract.class,
          RotationContract.class,
          ProbeContract.class,
          DatasetContract.class,
          NetworkContract.class);

  private static final List<Class<?>> PLUGINS =
      List.of(
          BrokenPlugins.class,
          BrokenQuantizers.class,
          BrokenRotations.class,
          BrokenProbes.class,
          BrokenDatasets.class,
          BrokenNetworks.class);

  static Stream<Class<?>> broken() {
    return PLUGINS.stream()
        .flatMap(holder -> Arrays.stream(holder.getDeclaredClasses()))
        .filter(type -> type.isAnnotationPresent(Breaks.class));
  }

  static Stream<Class<?>> sound() {
    return PLUGINS.stream()
        .flatMap(holder -> Arrays.stream(holder.getDeclaredClasses()))
        .filter(PluginContract.class::isAssignableFrom)
        .filter(type -> !type.isAnnotationPresent(Breaks.class));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aBrokenRuleIsNoticedAndSaysWhatToDo(Class<?> contract) {
    Breaks breaks = contract.getAnnotation(Breaks.class);
    Map<String, String> failures =
        failures(
            breaks.alone()
                ? selectClass(contract)
                : selectMethod(contract, rule(contract, breaks.rule())));

    assertThat(failures).containsOnlyKeys(breaks.rule());
    assertThat(failures.get(breaks.rule())).contains(breaks.says());
  }

  @ParameterizedTest
  @MethodSource("sound")
  void aSoundPluginKeepsEveryRule(Class<?> contract) {
    assertThat(failures(selectClass(contract))).isEmpty();
  }

  @Test
  void everyKindHasASoundPlugin() {
    assertThat(sound().<Class<?>>map(Class::getSuperclass).toList())
        .contains(
            QuantizerContract.class,
            RotationContract.class,
            ProbeContract.class,
            DatasetContract.class,
            NetworkContract.class);
  }

  @Test
  void everyRuleIsBrokenByAPlugin() {
    Set<String> rules =
        CONTRACTS.stream()
            .flatMap(contract -> Arrays.stream(contract.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(Method::getName)
            .collect(toCollection(TreeSet::new));
    Set<String> broken =
        broken().map(contract -> contract.getAnnotation(Breaks.class).rule()).collect(toSet());

    assertThat(broken).containsExactlyInAnyOrderElementsOf(rules);
  }

  private static Method rule(Class<?> contract, String name) {
    for (Class<?> type = contract; type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name)) {
          return method;
        }
      }
    }
    throw new AssertionError("no rule " + name + " in " + contract);
  }

  /** The messages of the rules that are broken, by rule. */
  private static Map<String, String> failures(DiscoverySelector selector) {
    Map<String, String> failures = new TreeMap<>();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selector)
        .execute()
        .testEvents()
        .failed()
        .stream()
        .forEach(event -> failures.put(rule(event), message(event)));
    return failures;
  }

  private static String rule(Event event) {
    return event.getTestDescriptor().getDisplayName().replaceAll("\\(.*", "");
  }

  private static String message(Event event) {
    return event
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElse("");
  }
}
