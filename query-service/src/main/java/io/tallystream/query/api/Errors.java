package io.tallystream.query.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Errors as the contract words them (sections 1.10 and 1.11). No text of an exception leaves. */
final class Errors {
  private static final Logger LOG = Logger.getLogger(Errors.class);
  private static final String INVALID = "Invalid request data";
  private static final String NO_HEADER = "No authorization header";

  /** Before the mappers of Quarkus, which answer without a body. */
  private static final int FIRST = Priorities.AUTHENTICATION - 1;

  @ServerExceptionMapper
  RestResponse<ErrorBody> invalid(InvalidRequest e) {
    return invalid(e.issues());
  }

  @ServerExceptionMapper
  RestResponse<ErrorBody> invalid(ConstraintViolationException e) {
    return invalid(e.getConstraintViolations().stream().map(Violations::issue).toList());
  }

  @ServerExceptionMapper
  RestResponse<ErrorBody> invalid(JsonMappingException e) {
    return invalid(List.of(JsonIssues.of(e)));
  }

  /** Named for itself: Quarkus has a mapper for it, without a body. */
  @ServerExceptionMapper
  RestResponse<ErrorBody> mismatched(MismatchedInputException e) {
    return invalid(List.of(JsonIssues.of(e)));
  }

  @ServerExceptionMapper
  RestResponse<ErrorBody> later(TryLater e) {
    RestResponse<ErrorBody> answer = ErrorBody.response(e.status(), String.valueOf(e.getMessage()));
    answer.getHeaders().putSingle("Retry-After", Long.toString(e.afterSeconds()));
    return answer;
  }

  @ServerExceptionMapper
  @Priority(FIRST)
  RestResponse<ErrorBody> anonymous(UnauthorizedException e) {
    return ErrorBody.response(401, NO_HEADER);
  }

  @ServerExceptionMapper
  @Priority(FIRST)
  RestResponse<ErrorBody> unauthenticated(AuthenticationFailedException e) {
    return ErrorBody.response(401, orElse(e.getMessage(), "Invalid credentials."));
  }

  @ServerExceptionMapper
  @Priority(FIRST)
  RestResponse<ErrorBody> forbidden(ForbiddenException e) {
    return ErrorBody.response(403, orElse(e.getMessage(), "Access denied."));
  }

  @ServerExceptionMapper
  RestResponse<ErrorBody> http(WebApplicationException e) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return invalid(List.of(JsonIssues.of(json)));
    }
    int status = e.getResponse().getStatus();
    return ErrorBody.response(status, message(status));
  }

  @ServerExceptionMapper
  RestResponse<ErrorBody> defect(Throwable e) {
    LOG.error("a request failed", e);
    return ErrorBody.response(500, "Internal Server Error");
  }

  private static RestResponse<ErrorBody> invalid(List<FieldIssue> issues) {
    return ErrorBody.response(400, new ErrorBody(INVALID, issues));
  }

  static String message(int status) {
    return switch (status) {
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 406 -> "Not acceptable: the answer is JSON";
      case 413 -> "The body is too large";
      case 415 -> "Unsupported media type: send Content-Type: application/json";
      default -> status >= 500 ? "Internal Server Error" : INVALID;
    };
  }

  private static String orElse(@Nullable String message, String otherwise) {
    return message == null || message.isEmpty() ? otherwise : message;
  }
}
