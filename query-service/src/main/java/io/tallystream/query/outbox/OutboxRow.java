package io.tallystream.query.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A change that waits to be published. */
@Entity
@Table(name = "outbox")
class OutboxRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @Column(nullable = false)
  String topic = "";

  @Column(nullable = false)
  String key = "";

  byte @Nullable [] value;

  @Column(name = "created_at", nullable = false)
  OffsetDateTime createdAt = OffsetDateTime.now(ZoneOffset.UTC);

  static OutboxRow of(Change change) {
    var row = new OutboxRow();
    row.topic = change.topic();
    row.key = change.key();
    return row;
  }
}
