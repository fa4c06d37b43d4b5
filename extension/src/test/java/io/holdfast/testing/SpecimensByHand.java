package io.holdfast.testing;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyRep;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.SignedObject;
import java.security.cert.CertPath;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.crypto.Cipher;
import javax.crypto.SealedObject;
import javax.crypto.spec.SecretKeySpec;

/** Objects of classes that have no public constructor, or one of arguments that have to fit each other. */
final class SpecimensByHand {

    private static final Map<Class<?>, Callable<Object>> ALL = Map.ofEntries(
            entry(Inet4Address.class, () -> InetAddress.getByAddress(new byte[] {127, 0, 0, 1})),
            entry(Inet6Address.class, () -> InetAddress.getByAddress("one", new byte[16])),
            entry(KeyPair.class, SpecimensByHand::keys),
            entry(
                    KeyRep.class,
                    () -> new KeyRep(
                            KeyRep.Type.PUBLIC,
                            "EC",
                            "X.509",
                            keys().getPublic().getEncoded())),
            entry(Certificate.class, SpecimensByHand::certificate),
            entry(X509Certificate.class, SpecimensByHand::certificate),
            entry(CertPath.class, () -> certificates().generateCertPath(List.of(certificate()))),
            entry(Provider.class, () -> Security.getProvider("SUN")),
            entry(
                    SignedObject.class,
                    () -> new SignedObject("1", keys().getPrivate(), Signature.getInstance("SHA256withECDSA"))),
            entry(SealedObject.class, () -> {
                Cipher cipher = Cipher.getInstance("AES");
                cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"));
                return new SealedObject("1", cipher);
            }),
            entry(NumberFormat.class, () -> NumberFormat.getInstance(Locale.ROOT)),
            entry(ZoneOffsetTransition.class, SpecimensByHand::transition),
            entry(
                    ZoneOffsetTransitionRule.class,
                    () -> ZoneId.of("Europe/Berlin")
                            .getRules()
                            .getTransitionRules()
                            .get(0)),
            entry(ConcurrentHashMap.KeySetView.class, () -> {
                ConcurrentHashMap.KeySetView<String, Boolean> keys = ConcurrentHashMap.newKeySet();
                keys.add("1");
                return keys;
            }),
            entry(ReentrantReadWriteLock.ReadLock.class, () -> new ReentrantReadWriteLock().readLock()),
            entry(ReentrantReadWriteLock.WriteLock.class, () -> new ReentrantReadWriteLock().writeLock()),
            entry(
                    java.awt.color.ICC_Profile.class,
                    () -> java.awt.color.ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_sRGB)));

    private SpecimensByHand() {}

    static Optional<Object> of(Class<?> type) {
        Callable<Object> maker = ALL.get(type);
        try {
            return maker == null ? Optional.empty() : Optional.of(maker.call());
        } catch (Exception e) {
            throw new IllegalStateException("no " + type.getName(), e);
        }
    }

    private static KeyPair keys() throws java.security.NoSuchAlgorithmException {
        return KeyPairGenerator.getInstance("EC").generateKeyPair();
    }

    private static CertificateFactory certificates() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }

    private static Certificate certificate() throws CertificateException, IOException {
        try (InputStream pem = Objects.requireNonNull(SpecimensByHand.class.getResourceAsStream("ada.pem"))) {
            return certificates().generateCertificate(pem);
        }
    }

    private static ZoneOffsetTransition transition() {
        return ZoneId.of("Europe/Berlin")
                .getRules()
                .nextTransition(LocalDate.EPOCH.atStartOfDay().toInstant(ZoneOffset.UTC));
    }
}
