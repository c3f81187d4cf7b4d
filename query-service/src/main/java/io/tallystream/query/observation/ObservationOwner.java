package io.tallystream.query.observation;

import io.tallystream.query.payload.EntityKey;
import io.tallystream.query.payload.PayloadOwner;

/** Payloads of a listed observation. */
final class ObservationOwner implements PayloadOwner<Listed> {
  @Override
  public EntityKey key(Listed item) {
    return item.observation().key();
  }

  @Override
  public long created(Listed item) {
    return item.observation().timing().created();
  }

  @Override
  public long updated(Listed item) {
    return item.observation().timing().updated();
  }
}
