package io.tallystream.query.view;

import io.tallystream.query.api.ErrorBody;
import io.tallystream.query.filter.FilterException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What reads complain about, as the contract's section 1.11 words it. */
final class ReadErrors {
  @ServerExceptionMapper
  RestResponse<ErrorBody> badRequest(FilterException e) {
    return ErrorBody.response(400, String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  RestResponse<ErrorBody> missing(Missing e) {
    return ErrorBody.response(404, String.valueOf(e.getMessage()));
  }

  /** {@code error} is Langfuse's word for it; the message is ours. */
  @ServerExceptionMapper
  RestResponse<ErrorBody> tooHeavy(TooHeavy e) {
    return ErrorBody.response(
        422, new ErrorBody(String.valueOf(e.getMessage()), "Request timed out"));
  }
}
