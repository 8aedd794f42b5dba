package dev.tributary.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.webrtc.stun.StunAttribute;
import dev.tributary.webrtc.stun.StunClass;
import dev.tributary.webrtc.stun.StunWriter;
import dev.tributary.webrtc.stun.TransactionId;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An agent under arbitrary input, from noise to a peer that knows the password and lies. */
final class AgentFuzzTest {
    private static final long SEED = 8_445;
    private static final int INPUTS_PER_AGENT = 1_000;
    private static final int AGENTS = 300;

    @Test
    void noInputThrowsOrGrowsTheAgent() {
        Random random = new Random(SEED);
        int connected = 0;
        for (int round = 0; round < AGENTS; round++) {
            LoneAgent lone = new LoneAgent(random.nextBoolean(), round, AddressPolicy.LAB);
            if (random.nextBoolean()) {
                lone.met();
            }
            fuzz(lone, random, round);
            connected += lone.told.stream().anyMatch(SelectedPair.class::isInstance) ? 1 : 0;
        }
        assertThat(connected).as("the fuzz must reach connections").isGreaterThan(AGENTS / 10);
    }

    private static void fuzz(LoneAgent lone, Random random, int round) {
        for (int i = 0; i < INPUTS_PER_AGENT; i++) {
            byte[] bytes = datagram(lone, random);
            int before = lone.sent.size();
            try {
                lone.receive(source(random), bytes);
            } catch (RuntimeException e) {
                String world = "seed " + SEED + " round " + round + " input " + i;
                throw new AssertionError(world + " " + HexFormat.of().formatHex(bytes), e);
            }
            // An answer, a triggered or nominating check, a paced check; repetitions that are due.
            assertThat(lone.sent.size() - before).isLessThanOrEqualTo(3 + IceAgent.PAIRS_MAX);
            forgetOldest(lone);
            if (random.nextInt(20) == 0) {
                lone.after(random.nextInt(100) * SimNetwork.MILLI);
            }
            assertThat(lone.agent.checksUnderWay())
                    .isLessThanOrEqualTo(2 * IceAgent.PAIRS_MAX + 25);
        }
    }

    /** Keeps the record of what was sent short. */
    private static void forgetOldest(LoneAgent lone) {
        if (lone.sent.size() > 200) {
            lone.sent.subList(0, 100).clear();
        }
    }

    private static InetSocketAddress source(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> SimNetwork.address("203.0.113.66", random.nextInt(65_536));
            case 1 -> SimNetwork.address("2001:db8::" + random.nextInt(9), 5_000);
            case 2 -> SimNetwork.address("0.0.0.0", 0);
            default -> LoneAgent.PEER;
        };
    }

    private static byte[] datagram(LoneAgent lone, Random random) {
        byte[] bytes =
                switch (random.nextInt(8)) {
                    case 0 -> noise(random);
                    case 1, 2 -> lone.signed(request(lone, random));
                    case 3 -> request(lone, random).toBytes();
                    case 4 -> LoneAgent.signedByPeer(response(lone, random));
                    case 5 -> response(lone, random).fingerprint().toBytes();
                    default -> goodAnswer(lone);
                };
        if (random.nextInt(4) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static StunWriter request(LoneAgent lone, Random random) {
        StunWriter request =
                new StunWriter(
                        random.nextInt(10) == 0 ? StunClass.INDICATION : StunClass.REQUEST,
                        TransactionId.random(random::nextInt));
        request.username(
                lone.agent.parameters().ufrag() + (random.nextInt(10) == 0 ? ":x" : ":peerfrag"));
        if (random.nextInt(10) != 0) {
            request.priority(random.nextInt());
        }
        if (random.nextInt(10) != 0) {
            int role =
                    random.nextBoolean()
                            ? StunAttribute.ICE_CONTROLLING
                            : StunAttribute.ICE_CONTROLLED;
            request.role(role, random.nextLong());
        }
        if (random.nextBoolean()) {
            request.useCandidate();
        }
        if (random.nextInt(10) == 0) {
            request.attribute(random.nextInt(65_536), new byte[random.nextInt(30)]);
        }
        return request;
    }

    private static StunWriter response(LoneAgent lone, Random random) {
        TransactionId id =
                lone.sent.isEmpty() || random.nextInt(4) == 0
                        ? TransactionId.random(random::nextInt)
                        : lone.sent.get(random.nextInt(lone.sent.size())).stun().transactionId();
        StunWriter response =
                new StunWriter(random.nextBoolean() ? StunClass.SUCCESS : StunClass.ERROR, id);
        if (random.nextBoolean()) {
            response.mappedAddress(source(random));
        }
        if (random.nextBoolean()) {
            response.errorCode(random.nextInt(4) == 0 ? 487 : 300 + random.nextInt(400));
        }
        return response;
    }

    private static byte[] goodAnswer(LoneAgent lone) {
        for (int i = lone.sent.size() - 1; i >= 0; i--) {
            LoneAgent.Sent sent = lone.sent.get(i);
            if (sent.stun().stunClass() == StunClass.REQUEST) {
                return LoneAgent.signedByPeer(LoneAgent.answerTo(sent));
            }
        }
        return new byte[] {22};
    }
}
