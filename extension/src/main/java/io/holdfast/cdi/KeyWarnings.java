package io.holdfast.cdi;

import io.holdfast.config.Setting;
import io.holdfast.keys.MasterKey;
import io.holdfast.store.MasterKeyListener;

/** Says what a server learns of the keys of others. */
record KeyWarnings(String namespace, boolean isNamespaceOfRoot, Runnable reread) implements MasterKeyListener {

    private static final System.Logger LOG = System.getLogger(KeyWarnings.class.getName());

    @Override
    public void lacking(int fingerprint) {
        LOG.log(
                System.Logger.Level.WARNING,
                "Another server of {0} has, or had in the last day, a key with the fingerprint {1} that is not among the"
                        + " keys here. If it was taken away here, all is well. Else add it to {2} on every server before"
                        + " any server puts it first: sessions sealed under it are answered with 503 here",
                namespace,
                MasterKey.shown(fingerprint),
                Setting.KEYS.key());
        reread.run();
    }

    @Override
    public void strangers(String node, int fingerprint) {
        LOG.log(
                System.Logger.Level.WARNING,
                "On node {0} another server has sessions of {1} under a key with the fingerprint {2}, which is not among the"
                        + " keys here. If that is the same application, its servers need the same {3}, or users are logged"
                        + " out; if not, give one of them another holdfast.namespace",
                node,
                namespace,
                MasterKey.shown(fingerprint),
                Setting.KEYS.key());
    }

    @Override
    public void forged(String node) {
        LOG.log(
                System.Logger.Level.WARNING,
                "On node {0} something lies in the place where servers compare their keys that none of them wrote: somebody"
                        + " else writes to that node",
                node);
    }

    @Override
    public void neighbours() {
        if (isNamespaceOfRoot) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "This application is deployed at /, so its namespace is /, and a server with that namespace has used"
                            + " these nodes before: any other application at / with the same nodes and keys shares its"
                            + " sessions. Set {0} to a name of its own",
                    Setting.NAMESPACE.key());
        }
    }
}
