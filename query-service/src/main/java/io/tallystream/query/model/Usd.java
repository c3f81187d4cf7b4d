package io.tallystream.query.model;

import io.tallystream.event.PicoUsd;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A price that is an integer number of pico-USD: it would not be the one charged otherwise. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Usd.Validator.class)
@interface Usd {
  String message() default "expected USD per unit from 0 to 1000000 with at most 12 decimals";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Compares sign, decimals and size. */
  class Validator implements ConstraintValidator<Usd, BigDecimal> {
    @Override
    public boolean isValid(@Nullable BigDecimal price, ConstraintValidatorContext context) {
      // A huge exponent must not be written out in digits: size before scale.
      return price == null
          || price.signum() == 0
          || price.signum() > 0
              && price.compareTo(PicoUsd.toUsd(PicoUsd.MAX_AMOUNT)) <= 0
              && price.stripTrailingZeros().scale() <= PicoUsd.SCALE;
    }
  }
}
