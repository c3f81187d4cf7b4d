package io.tallystream.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What lets the same statements run where tables are spread over machines by {@code part} (its twin
 * for the tables is query-service's {@code SchemaTest}): read from the sources of all stages.
 */
class StatementsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"\\R(.*?)\"\"\"", Pattern.DOTALL);
  private static final Pattern STATEMENT =
      Pattern.compile("\\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\\b");
  private static final String STREAMED =
      "(observation|trace|payload|session|score|sink_offset|dead_letter|ledger_gateway|ledger_outcome"
          + "|cold_state|deleted_trace|rollup_\\w+)\\b";

  private static final Predicate<String> NAMES_PART = Pattern.compile("\\bpart\\b").asPredicate();

  private static final Map<String, Predicate<String>> RULES = new LinkedHashMap<>();

  static {
    RULES.put("a list goes on by its last key, never by OFFSET", has("\\bOFFSET\\b"));
    RULES.put(
        "sums are added, not grouped twice", has("GROUPING SETS|\\bCUBE\\b|\\bROLLUP\\s*\\("));
    RULES.put("rows are written by INSERT .. ON CONFLICT, not MERGE", has("\\bMERGE INTO\\b"));
    RULES.put("nothing notifies", has("\\bNOTIFY\\b|pg_notify"));
    RULES.put(
        "a join with a streamed table names part",
        has("\\bJOIN\\s+(LATERAL\\s+)?" + STREAMED).and(NAMES_PART.negate()));
    RULES.put(
        "what changes, deletes or locks streamed rows names part",
        has("\\b(UPDATE|DELETE FROM)\\s+" + STREAMED).and(NAMES_PART.negate()));
  }

  /** Housekeeping that goes over all parts, in whatever order, outside any sink's transaction. */
  private static final List<String> OVER_ALL_PARTS =
      List.of("ledger.forget", "sweep.letters", "sweep.lettersOfProjects", "sweep.oldLetters");

  @Test
  void everyStatementHoldsToTheRulesThatLetTablesSpread() {
    List<String> statements = statements();
    assertThat(statements).hasSizeGreaterThan(60).anyMatch(s -> s.contains("FROM trace"));
    var broken = new ArrayList<String>();
    for (String statement : statements) {
      RULES.forEach(
          (rule, breaks) -> {
            if (breaks.test(statement) && OVER_ALL_PARTS.stream().noneMatch(statement::contains)) {
              broken.add(rule + ": " + statement);
            }
          });
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void theRulesSeeWhatBreaksThem() {
    for (String bad :
        List.of(
            "SELECT * FROM trace ORDER BY timestamp_us OFFSET 10",
            "SELECT * FROM trace t JOIN observation o ON o.trace_h = t.trace_h",
            "DELETE FROM score WHERE score_h = $1",
            "MERGE INTO trace USING x")) {
      assertThat(RULES.values()).as(bad).anyMatch(rule -> rule.test(bad));
    }
  }

  private static Predicate<String> has(String pattern) {
    return Pattern.compile(pattern).asPredicate();
  }

  private static List<String> statements() {
    return Stream.of(ROOT, ROOT.resolve("deploy"))
        .flatMap(StatementsTest::list)
        .map(module -> module.resolve("src/main/java"))
        .filter(Files::isDirectory)
        .flatMap(StatementsTest::walk)
        .filter(file -> file.toString().endsWith(".java"))
        .flatMap(file -> TEXT_BLOCK.matcher(read(file)).results())
        .map((MatchResult block) -> block.group(1))
        .filter(STATEMENT.asPredicate())
        .toList();
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
