package io.tallystream.query.quota;

import io.tallystream.event.Topics;
import io.tallystream.event.v1.ProjectConfig;
import io.tallystream.query.outbox.Change;
import io.tallystream.query.view.ProjectRef;

/** A quota on its way to the gateways. */
final class QuotaMessage {
  private QuotaMessage() {}

  static Change change(ProjectRef project, Quota quota) {
    ProjectConfig config =
        ProjectConfig.newBuilder()
            .setProject(project.number())
            .setProjectId(project.id())
            .setQuota(message(quota))
            .build();
    return new Change(
        Topics.PROJECTS,
        project.id(),
        version -> config.toBuilder().setVersion(version).build().toByteArray());
  }

  private static io.tallystream.event.v1.Quota message(Quota quota) {
    var message = io.tallystream.event.v1.Quota.newBuilder();
    if (quota.softEvents() != null) {
      message.setSoftEvents(quota.softEvents());
    }
    if (quota.softBytes() != null) {
      message.setSoftBytes(quota.softBytes());
    }
    if (quota.hardEvents() != null) {
      message.setHardEvents(quota.hardEvents());
    }
    if (quota.hardBytes() != null) {
      message.setHardBytes(quota.hardBytes());
    }
    return message.build();
  }
}
