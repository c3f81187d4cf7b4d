package io.tallystream.query.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystream.query.api.ErrorBody;
import org.junit.jupiter.api.Test;

class ReadErrorsTest {
  @Test
  void whatIsTooHeavyIsLangfuses422() {
    var answer = new ReadErrors().tooHeavy(new TooHeavy("narrow the interval"));

    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getEntity())
        .isEqualTo(new ErrorBody("narrow the interval", "Request timed out"));
  }
}
