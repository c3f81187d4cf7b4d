package io.tallystream.deploy.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseAddressTest {
  @Test
  void theUrlIsReadAndWrittenTheSame() {
    String url = "postgresql://tally:secret@db.example:15432/views";
    var address = DatabaseAddress.parse(url);
    assertThat(address)
        .isEqualTo(new DatabaseAddress("db.example", 15432, "views", "tally", "secret"));
    assertThat(address.url()).isEqualTo(url);
  }

  @Test
  void thePortIsPostgresqlsUnlessGiven() {
    assertThat(DatabaseAddress.parse("postgres://u:p@db/views").port()).isEqualTo(5432);
  }

  @Test
  void thePasswordIsNotShown() {
    assertThat(DatabaseAddress.parse("postgresql://u:secret@db/views").toString())
        .doesNotContain("secret");
    assertThatThrownBy(() -> DatabaseAddress.parse("postgresql://u:secret@db"))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("secret");
  }
}
