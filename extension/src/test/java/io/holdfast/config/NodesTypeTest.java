package io.holdfast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodesTypeTest {

    @Test
    void aNodeIsAHostAndAPortAndMayHaveAName() {
        assertThat(nodes("10.0.0.1:11211, MC2.example , a=mc3:11213,b = [2001:DB8::1]:11214,[::1]"))
                .containsExactly(
                        new NodeAddress("10.0.0.1:11211", "10.0.0.1", 11211),
                        new NodeAddress("mc2.example:11211", "mc2.example", 11211),
                        new NodeAddress("a", "mc3", 11213),
                        new NodeAddress("b", "2001:db8::1", 11214),
                        new NodeAddress("[::1]:11211", "::1", 11211));
    }

    @Test
    void aNodeThatMovedMayKeepItsOldName() {
        assertThat(nodes("mc1:11211=mc9:11211,mc2:11211"))
                .containsExactly(
                        new NodeAddress("mc1:11211", "mc9", 11211), new NodeAddress("mc2:11211", "mc2", 11211));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mc1,,mc2                 | has an empty entry, which needs a host name or an address before the port",
                "mc1,mc2,                 | has an empty entry, which needs a host name or an address before the port",
                "mc1:                     | mc1: needs a port from 1 to 65535",
                "mc1:0                    | mc1:0 needs a port from 1 to 65535",
                "mc1:65536                | mc1:65536 needs a port from 1 to 65535",
                "mc1:+80                  | mc1:+80 needs a port from 1 to 65535",
                ":11211                   | :11211 needs a host name or an address before the port",
                "mc 1                     | mc 1 needs a host name or an address before the port",
                "mc1;mc2                  | mc1;mc2 needs a host name or an address before the port",
                "=mc1                     | =mc1 needs a name of 1 to 64 letters, digits, dots, hyphens, underscores or colons",
                "a b=mc1                  | a b=mc1 needs a name of 1 to 64 letters, digits, dots, hyphens, underscores or colons",
                "::1:11211                | ::1:11211 has too many colons: an IPv6 address goes in brackets, as in [::1]:11211",
                "[::g]:11211              | [::g]:11211 has no IPv6 address in its brackets",
                "[mc1]:11211              | [mc1]:11211 has no IPv6 address in its brackets",
                "[]:11211                 | []:11211 has no IPv6 address in its brackets",
                "mc1,mc1:11211            | names the address mc1:11211 more than once",
                "a=MC1,b=mc1              | names the address mc1:11211 more than once",
                "[::1],[0:0:0:0:0:0:0:1]  | names the address [0:0:0:0:0:0:0:1]:11211 more than once",
                "a=mc1,a=mc2              | gives the name a to more than one node",
                "mc1,mc1:11211=mc2        | gives the name mc1:11211 to more than one node",
            })
    void aBadListIsAFaultThatNamesTheEntry(String nodes, String problem) {
        assertThat(Configs.problems("nodes", nodes, "copies", "1"))
                .extracting(ConfigProblem::problem)
                .containsExactly(problem);
    }

    @Test
    void allBadEntriesAreTold() {
        assertThat(Configs.problems("nodes", "mc1:0,mc2,mc3:x")).hasSize(2);
    }

    private static List<NodeAddress> nodes(String text) {
        return Configs.settings("nodes", text, "copies", "1").nodes();
    }
}
