package io.tallystream.query.letter;

import io.tallystream.query.api.ErrorBody;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A letter whose record must not come again; the message may be shown. */
final class NotReplayable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotReplayable(String message) {
    super(message, null, false, false);
  }

  /** 409. */
  static final class Mapper {
    @ServerExceptionMapper
    RestResponse<ErrorBody> conflict(NotReplayable e) {
      return ErrorBody.response(409, String.valueOf(e.getMessage()));
    }
  }
}
