package io.tallystream.query.model;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A pattern that pricing can compile. RE2 cannot be made to run for ever. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Re2.Validator.class)
@interface Re2 {
  String message() default "not a regular expression of RE2 (no look-around, no back references)";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Compiles it. */
  class Validator implements ConstraintValidator<Re2, String> {
    @Override
    public boolean isValid(@Nullable String pattern, ConstraintValidatorContext context) {
      try {
        return pattern == null || Pattern.compile(pattern).pattern().equals(pattern);
      } catch (PatternSyntaxException e) {
        return false;
      }
    }
  }
}
