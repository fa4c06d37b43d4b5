package io.holdfast.it.harness.server;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Servers of one make that copy the sessions of distributable applications to each other, on 127.0.0.1 and without
 * multicast. A response waits until its changes are copied.
 *
 * @param portOffsets of all of them
 */
public record Replication(List<Integer> portOffsets) {

    private static final int USUAL_PORT = 7600;

    private static final String ENGINE = "<Engine name=\"Catalina\" defaultHost=\"localhost\">";
    private static final String CLUSTER = """
            <Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster" channelSendOptions="6">
              <Manager className="org.apache.catalina.ha.session.DeltaManager"/>
              <Channel className="org.apache.catalina.tribes.group.GroupChannel">
                <Membership className="org.apache.catalina.tribes.membership.StaticMembershipService" useThread="true">
                  {members}
                </Membership>
                <Receiver className="org.apache.catalina.tribes.transport.nio.NioReceiver"
                          address="127.0.0.1" port="{port}" autoBind="1"/>
                <Sender className="org.apache.catalina.tribes.transport.ReplicationTransmitter">
                  <Transport className="org.apache.catalina.tribes.transport.nio.PooledParallelSender"/>
                </Sender>
                <Interceptor className="org.apache.catalina.tribes.group.interceptors.TcpFailureDetector"/>
                <Interceptor className="org.apache.catalina.tribes.group.interceptors.MessageDispatchInterceptor"/>
              </Channel>
              <Valve className="org.apache.catalina.ha.tcp.ReplicationValve" filter=""/>
              <ClusterListener className="org.apache.catalina.ha.session.ClusterSessionListener"/>
            </Cluster>
            """;

    private List<Integer> ports() {
        return portOffsets.stream().map(offset -> USUAL_PORT + offset).toList();
    }

    /** Adds it to a server.xml, where channelSendOptions 6 is what waits. */
    String addedToTomcat(String configuration, int portOffset) {
        List<Integer> ports = ports();
        String members = IntStream.range(0, ports.size())
                .mapToObj(i -> "<Member className=\"org.apache.catalina.tribes.membership.StaticMember\""
                        + " host=\"127.0.0.1\" port=\"" + ports.get(i)
                        + "\" uniqueId=\"{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0," + i + "}\"/>")
                .collect(Collectors.joining());
        return configuration.replace(
                ENGINE,
                ENGINE + CLUSTER.replace("{members}", members).replace("{port}", "" + (USUAL_PORT + portOffset)));
    }

    /** Adds it to a standalone-*-ha.xml, whose caches wait as they are. */
    String addedToWildfly(String configuration) {
        List<Integer> ports = ports();
        String bindings = IntStream.range(0, ports.size())
                .mapToObj(i -> "<outbound-socket-binding name=\"" + nameOf(i)
                        + "\"><remote-destination host=\"127.0.0.1\" port=\"" + ports.get(i)
                        + "\"/></outbound-socket-binding>")
                .collect(Collectors.joining());
        String names =
                IntStream.range(0, ports.size()).mapToObj(Replication::nameOf).collect(Collectors.joining(" "));
        return configuration
                .replace("<channel name=\"ee\" stack=\"udp\"", "<channel name=\"ee\" stack=\"tcp\"")
                .replace(
                        "<socket-protocol type=\"MPING\" socket-binding=\"jgroups-mping\"/>",
                        "<socket-discovery-protocol type=\"TCPPING\" socket-bindings=\"" + names + "\"/>")
                .replace("</socket-binding-group>", bindings + "</socket-binding-group>");
    }

    private static String nameOf(int member) {
        return "member-" + member;
    }
}
