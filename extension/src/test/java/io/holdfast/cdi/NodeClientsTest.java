package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.NodeClient;
import io.holdfast.config.Settings;
import io.holdfast.config.SettingsReader;
import io.holdfast.testing.ScriptedPeer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class NodeClientsTest {

    @Test
    void aNodeHearsTheUserAndThePasswordThatAreConfiguredForIt() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (ScriptedPeer peer = ScriptedPeer.answering(line -> {
            heard.add(line);
            return line.equals("mn") ? "CLIENT_ERROR unauthenticated" : null;
        })) {
            Map<String, String> properties = Map.of(
                    "holdfast.keys",
                    "none",
                    "holdfast.nodes",
                    "a=127.0.0.1:" + peer.port() + ",b=127.0.0.1:1",
                    "holdfast.node-credentials",
                    "a=ada:sesame,*=eve:other");
            try (NodeClient client = clients(properties).get(0)) {
                client.probe(Duration.ofSeconds(2));
            }
        }
        assertThat(heard).contains("mn", "ada sesame").doesNotContain("eve other");
    }

    private static List<NodeClient> clients(Map<String, String> properties) {
        properties.forEach(System::setProperty);
        try {
            Settings settings = SettingsReader.readFor(NodeClientsTest.class.getClassLoader());
            return NodeClients.configured(settings, InstantSource.system(), System::nanoTime);
        } finally {
            properties.keySet().forEach(System::clearProperty);
        }
    }
}
