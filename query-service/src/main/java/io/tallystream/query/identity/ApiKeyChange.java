package io.tallystream.query.identity;

import io.tallystream.event.Topics;
import io.tallystream.event.v1.ApiKeyConfig;
import io.tallystream.query.outbox.Change;
import io.tallystream.query.view.ProjectRef;

/** A key on its way to the gateway. */
final class ApiKeyChange {
  private ApiKeyChange() {}

  static Change of(ProjectRef project, String publicKey, String secretHash) {
    return new Change(
        Topics.API_KEYS,
        publicKey,
        version ->
            ApiKeyConfig.newBuilder()
                .setPublicKey(publicKey)
                .setSecretSha256(secretHash)
                .setProject(project.number())
                .setProjectId(project.id())
                .setVersion(version)
                .build()
                .toByteArray());
  }
}
