package io.holdfast.it.app.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Everybody whose password is {@code open sesame}. */
@ApplicationScoped
public class Members implements IdentityStore {

    /** Called by the container. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        String name = credential.getCaller();
        return credential.getPassword().compareTo("open sesame")
                ? new CredentialValidationResult(
                        name.equals("max") ? new Visiting(name) : new Member(name, 7), Set.of("member"))
                : CredentialValidationResult.INVALID_RESULT;
    }
}
