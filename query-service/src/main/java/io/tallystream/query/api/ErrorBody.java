package io.tallystream.query.api;

import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Body of an answer that is not 2xx (the contract's section 1.11).
 *
 * @param message for a person
 * @param error class of the error, or the list of {@link FieldIssue} of an invalid request
 */
public record ErrorBody(String message, Object error) {
  /** The body of a status whose class name says everything. */
  public static ErrorBody of(int status, String message) {
    return new ErrorBody(message, className(status));
  }

  public static RestResponse<ErrorBody> response(int status, String message) {
    return response(status, of(status, message));
  }

  public static RestResponse<ErrorBody> response(int status, ErrorBody body) {
    return RestResponse.ResponseBuilder.<ErrorBody>create(status)
        .entity(body)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  private static String className(int status) {
    return switch (status) {
      case 401 -> "UnauthorizedError";
      case 403 -> "ForbiddenError";
      case 404 -> "LangfuseNotFoundError";
      case 405 -> "MethodNotAllowedError";
      case 409 -> "LangfuseConflictError";
      case 413, 422 -> "PayloadTooLargeError";
      case 429 -> "TooManyRequestsError";
      case 501 -> "NotImplementedError";
      case 503 -> "ServiceUnavailableError";
      default -> status >= 500 ? "InternalServerError" : "InvalidRequestError";
    };
  }
}
