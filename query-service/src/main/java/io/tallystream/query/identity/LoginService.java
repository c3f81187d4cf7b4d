package io.tallystream.query.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/** Opens a session for a password, and ends it. */
@ApplicationScoped
class LoginService {
  private final LoginRepository repository;
  private final Passwords passwords;
  private final LoginThrottle throttle;

  LoginService(LoginRepository repository, Passwords passwords, LoginThrottle throttle) {
    this.repository = repository;
    this.passwords = passwords;
    this.throttle = throttle;
  }

  /**
   * @return the session's token; fails with 401 for a wrong password and for an address that nobody
   *     has, after the same time, and with 429 after too many of them
   */
  Uni<String> login(String email, String password) {
    String address = normal(email);
    throttle.check(address);
    return repository
        .account(address)
        .chain(
            account ->
                passwords
                    .matches(password, account.map(LoginRepository.Account::passwordHash))
                    .map(right -> account.filter(each -> right)))
        .chain(account -> open(address, account));
  }

  Uni<Void> logout(String token) {
    return repository.close(Secrets.sha256(token));
  }

  /** Addresses are stored and compared in lower case. */
  static String normal(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  private Uni<String> open(String email, Optional<LoginRepository.Account> account) {
    if (account.isEmpty()) {
      throttle.failed(email);
      return Uni.createFrom()
          .failure(new AuthenticationFailedException("The e-mail address or password is wrong."));
    }
    throttle.succeeded(email);
    String token = Secrets.token();
    return repository.open(Secrets.sha256(token), account.get().userId()).replaceWith(token);
  }
}
