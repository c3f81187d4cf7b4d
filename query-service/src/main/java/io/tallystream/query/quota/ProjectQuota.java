package io.tallystream.query.quota;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A stored {@link Quota}. */
@Entity
@Table(name = "project_quota")
class ProjectQuota {
  @Id
  @Column(name = "project_id")
  String projectId = "";

  @Column(name = "soft_events")
  @Nullable Long softEvents;

  @Column(name = "soft_bytes")
  @Nullable Long softBytes;

  @Column(name = "hard_events")
  @Nullable Long hardEvents;

  @Column(name = "hard_bytes")
  @Nullable Long hardBytes;

  @Column(name = "created_at", nullable = false)
  OffsetDateTime createdAt = OffsetDateTime.now(ZoneOffset.UTC);

  @Column(name = "updated_at", nullable = false)
  OffsetDateTime updatedAt = createdAt;

  @Version int version;

  static ProjectQuota of(String projectId) {
    var stored = new ProjectQuota();
    stored.projectId = projectId;
    return stored;
  }

  void set(Quota quota) {
    softEvents = quota.softEvents();
    softBytes = quota.softBytes();
    hardEvents = quota.hardEvents();
    hardBytes = quota.hardBytes();
    updatedAt = OffsetDateTime.now(ZoneOffset.UTC);
  }

  Quota quota() {
    return new Quota(softEvents, softBytes, hardEvents, hardBytes);
  }
}
