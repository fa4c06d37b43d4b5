package io.holdfast.web;

import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Those who may log in, by name, with their passwords. */
record UndertowUsers(Map<String, String> passwords) implements IdentityManager {

    @Override
    public Account verify(Account account) {
        return account;
    }

    @Override
    public @Nullable Account verify(String id, Credential credential) {
        boolean isRight = credential instanceof PasswordCredential password
                && new String(password.getPassword()).equals(passwords.get(id));
        return isRight ? new User(() -> id) : null;
    }

    @Override
    public @Nullable Account verify(Credential credential) {
        return null;
    }

    private record User(Principal principal) implements Account {

        @Override
        public Principal getPrincipal() {
            return principal;
        }

        @Override
        public Set<String> getRoles() {
            return Set.of();
        }
    }
}
