package dev.tributary.transport.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.flv.Fixture;
import dev.tributary.transport.flv.OddTag;
import dev.tributary.transport.flv.SyntheticFlv;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A publisher's connection, byte by byte. */
final class RtmpSessionTest {
    private static final String NAME = "0123456789abcdef0123456789abcdef?secret=sixteen or more";

    private final Heard heard = new Heard();
    private final RtmpSession session = new RtmpSession(heard);

    /** Feeds all, and grants the publish when it is asked for. */
    private void feed(byte[] bytes, int step) throws MalformedRtmpException {
        int at = 0;
        while (at < bytes.length) {
            at += session.feed(bytes, at, Math.min(bytes.length, at + step));
            if (session.stage() == RtmpSession.Stage.ASKED) {
                session.admit();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000, 1 << 20})
    void tagsComeOutAsTheyAreInTheFile(int step) throws Exception {
        byte[] file = Fixture.bytes();
        ClientBytes client = ClientBytes.publishing("live", NAME).flv(file).unpublish(NAME);
        feed(client.bytes(), step);
        assertThat(heard.names)
                .containsExactly(
                        new PublishName(
                                new StreamKey(0x0123456789abcdefL, 0x0123456789abcdefL),
                                "sixteen or more"));
        assertThat(heard.players.odd).isEmpty();
        byte[] expected = Arrays.copyOfRange(file, 13, file.length);
        assertThat(heard.players.media.toByteArray()).isEqualTo(expected);
        assertThat(heard.unpublished).isEqualTo(1);
        assertThat(heard.closed).isNull();
        assertThat(session.stage()).isEqualTo(RtmpSession.Stage.PUBLISH);
        assertThat(heard.replies())
                .containsExactly(
                        "control 5",
                        "control 6",
                        "_result 1 NetConnection.Connect.Success: connected on 0",
                        "_result 2 on 0",
                        "_result 3 on 0",
                        "_result 4 on 0",
                        "onStatus 0 NetStream.Publish.Start: publishing on 1",
                        "_result 6 on 0",
                        "onStatus 0 NetStream.Unpublish.Success: unpublished on 1");
    }

    @Test
    void theHandshakeEchoesWhatTheClientSent() throws Exception {
        byte[] client = ClientBytes.handshake();
        feed(client, client.length);
        byte[] answer = heard.sent.toByteArray();
        assertThat(answer).hasSize(client.length);
        assertThat(answer[0]).isEqualTo((byte) 3);
        assertThat(Arrays.copyOfRange(answer, 1, 1537)).containsOnly(0);
        assertThat(Arrays.copyOfRange(answer, 1537, answer.length)).containsOnly(0x5a);
        assertThat(session.stage()).isEqualTo(RtmpSession.Stage.CONNECT);
    }

    @ParameterizedTest
    @CsvSource({"6, rtmpe", "8, rtmpe", "9, rtmpe", "22, rtmp_version", "71, rtmp_version"})
    void anotherProtocolIsRefusedAtItsFirstByte(int first, String reason) {
        assertThatThrownBy(() -> feed(new byte[] {(byte) first}, 1))
                .isInstanceOfSatisfying(
                        MalformedRtmpException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(heard.sent.size()).isZero();
    }

    @Test
    void anotherApplicationIsRejectedWithTheReason() throws Exception {
        feed(ClientBytes.publishing("show", NAME).bytes(), 1 << 20);
        assertThat(heard.closed).isEqualTo("rtmp_application");
        assertThat(heard.names).isEmpty();
        assertThat(heard.replies())
                .containsExactly(
                        "_error 1 NetConnection.Connect.Rejected: the server's URL ends with /live"
                                + " on 0");
    }

    @Test
    void nothingIsTakenUntilThePublishIsDecided() throws Exception {
        byte[] bytes = ClientBytes.publishing("live", NAME).tag(tag(0)).bytes();
        int taken = session.feed(bytes, 0, bytes.length);
        assertThat(taken).isLessThan(bytes.length);
        assertThat(session.feed(bytes, taken, bytes.length)).isZero();
        session.refuse("of this");
        assertThat(heard.replies())
                .last()
                .isEqualTo("onStatus 0 NetStream.Publish.Denied: of this on 1");
        assertThat(session.feed(bytes, taken, bytes.length)).isEqualTo(bytes.length - taken);
        assertThat(heard.tags.size()).isZero();
    }

    @Test
    void recordingIsRefusedSinceNothingIsRecorded() throws Exception {
        ClientBytes client = new ClientBytes().raw(ClientBytes.handshake()).connect("live/");
        feed(client.publish(NAME, "record").bytes(), 1 << 20);
        assertThat(heard.closed).isEqualTo("rtmp_record");
        assertThat(heard.replies()).last().asString().contains("records nothing");
    }

    @Test
    void whoWantsToPlayIsToldThatThisServerDoesNot() throws Exception {
        ClientBytes client = ClientBytes.publishing("live", NAME);
        client.command(1, new AmfWriter().text("play").number(8).nothing().text("x"));
        feed(client.bytes(), 1 << 20);
        assertThat(heard.closed).isEqualTo("rtmp_play");
        assertThat(heard.unpublished).isEqualTo(1);
        assertThat(heard.replies()).last().asString().contains("NetStream.Play.StreamNotFound");
    }

    @Test
    void pingsAndUnknownCommandsAreAnsweredAndBytesAcknowledged() throws Exception {
        ClientBytes client = ClientBytes.publishing("live", NAME);
        client.message(2, MessageType.WINDOW_SIZE, 0, 0, new byte[] {0, 0, 1, 0});
        client.message(2, MessageType.USER_CONTROL, 0, 0, new byte[] {0, 6, 1, 2, 3, 4});
        client.message(
                2, MessageType.USER_CONTROL, 0, 0, new byte[] {0, 3, 0, 0, 0, 1, 0, 0, 0, 9});
        client.message(2, MessageType.ACKNOWLEDGEMENT, 0, 0, new byte[] {0, 0, 0, 9});
        client.command(0, new AmfWriter().text("_checkbw").number(9).nothing());
        client.command(0, new AmfWriter().text("silent").number(0).nothing());
        feed(client.tag(tag(5)).bytes(), 1 << 20);
        assertThat(heard.replies())
                .endsWith(
                        "control 4",
                        "_error 9 NetConnection.Call.Failed: unknown command on 0",
                        "control 3");
        assertThat(heard.tags.toByteArray()).isEqualTo(tag(5));
    }

    @Test
    void amf3MessagesThatHoldAmf0AreTaken() throws Exception {
        ClientBytes client = new ClientBytes().raw(ClientBytes.handshake());
        client.message(3, MessageType.COMMAND_AMF3, 0, 0, after0(connect()));
        client.publish(NAME, "live");
        byte[] data = new AmfWriter().text("@setDataFrame").text("onMetaData").bytes();
        client.message(4, MessageType.DATA_AMF3, 1, 7, after0(data));
        client.message(4, MessageType.DATA, 1, 8, new AmfWriter().text("@clearDataFrame").bytes());
        feed(client.bytes(), 1 << 20);
        byte[] tag = heard.players.media.toByteArray();
        assertThat(tag).hasSize(11 + 13 + 4).startsWith(18, 0, 0, 13, 0, 0, 7, 0, 0, 0, 0, 2);
    }

    private static byte[] connect() {
        AmfWriter amf = new AmfWriter().text("connect").number(1).begin();
        return amf.field("app", "live").end().bytes();
    }

    private static byte[] after0(byte[] amf0) {
        byte[] body = new byte[1 + amf0.length];
        System.arraycopy(amf0, 0, body, 1, amf0.length);
        return body;
    }

    @ParameterizedTest
    @ValueSource(strings = {"hvc1", "av01"})
    void enhancedVideoIsHandedOnAsItIs(String fourCc) throws Exception {
        AmfWriter amf = new AmfWriter().text("connect").number(1).begin().field("app", "live");
        amf.beginField("videoFourCcInfoMap").field(fourCc, 2).end().field("capsEx", 0).end();
        ClientBytes client = new ClientBytes().raw(ClientBytes.handshake()).command(0, amf);
        client.command(0, new AmfWriter().text("createStream").number(2).nothing());
        client.publish(NAME, "live");
        byte[] start = ("\220" + fourCc + "configuration").getBytes(StandardCharsets.ISO_8859_1);
        byte[] frame = ("\221" + fourCc + "\0\0\0frame").getBytes(StandardCharsets.ISO_8859_1);
        client.message(6, MessageType.VIDEO, 1, 0, start);
        client.message(6, MessageType.VIDEO, 1, 40, frame);
        feed(client.bytes(), 1 << 20);
        byte[] tags = heard.tags.toByteArray();
        assertThat(Arrays.copyOfRange(tags, 11, 11 + start.length)).isEqualTo(start);
        int second = 11 + start.length + 4;
        assertThat(tags[second + 6]).isEqualTo((byte) 40);
        assertThat(Arrays.copyOfRange(tags, second + 11, tags.length - 4)).isEqualTo(frame);
    }

    @Test
    void aPublisherMayBeginAgainOnTheSameConnection() throws Exception {
        ClientBytes client = ClientBytes.publishing("live", NAME).tag(tag(1)).unpublish(NAME);
        feed(client.publish(NAME, "live").tag(tag(2)).bytes(), 1 << 20);
        assertThat(heard.names).hasSize(2);
        assertThat(heard.tags.size()).isEqualTo(2 * tag(1).length);
        assertThat(session.stage()).isEqualTo(RtmpSession.Stage.LIVE);
    }

    @Test
    void whatIsOutOfTurnIsRefused() {
        ClientBytes start = new ClientBytes().raw(ClientBytes.handshake());
        refused(start.publish(NAME, "live"), "connect as the first command");
        ClientBytes early = new ClientBytes().raw(ClientBytes.handshake()).connect("live");
        refused(early.tag(tag(1)), "media after publish only");
        ClientBytes twice = ClientBytes.publishing("live", NAME).publish(NAME, "live");
        refused(twice, "one publish at a time");
        ClientBytes other = ClientBytes.publishing("live", NAME);
        refused(other.message(4, 9, 2, 0, new byte[] {0x17}), "media after publish only");
        ClientBytes unknown = new ClientBytes().raw(ClientBytes.handshake()).connect("live");
        refused(unknown.message(4, 19, 0, 0, new byte[20]), "a message type");
        ClientBytes ping = ClientBytes.publishing("live", NAME);
        refused(ping.message(2, 4, 0, 0, new byte[] {0, 6}), "a time in a ping");
        ClientBytes amf3 = ClientBytes.publishing("live", NAME);
        refused(amf3.message(3, 17, 0, 0, new byte[] {3}), "AMF0 in an AMF3 message");
    }

    @Test
    void anAggregateIsItsTagsAtItsOwnTime() throws Exception {
        ClientBytes client = ClientBytes.publishing("live", NAME);
        client.aggregate(0x100_0010L, tag(5), tag(45)).aggregate(3, tag(0xffff_ffffL), tag(39));
        byte[] last = tag(9);
        client.aggregate(100, tag(7), Arrays.copyOf(last, last.length - 4));
        feed(client.bytes(), 1_000);
        assertThat(heard.tags.toByteArray())
                .isEqualTo(
                        joined(
                                tag(0x100_0010L),
                                tag(0x100_0038L),
                                tag(3),
                                tag(43),
                                tag(100),
                                tag(102)));
        assertThat(heard.players.odd).isEmpty();
    }

    @Test
    void anAggregateThatEndsWithinATagGivesWhatIsWhole() throws Exception {
        byte[] cut = tag(40);
        byte[] header = Arrays.copyOf(cut, 10);
        ClientBytes client = ClientBytes.publishing("live", NAME);
        client.aggregate(0, tag(0), Arrays.copyOf(cut, cut.length - 5));
        client.aggregate(80, tag(80), header).aggregate(0, tag(120));
        byte[] command = tag(0);
        command[0] = MessageType.COMMAND;
        feed(client.aggregate(160, command, tag(40)).bytes(), 1 << 20);
        assertThat(heard.tags.toByteArray()).isEqualTo(joined(tag(0), tag(80), tag(0), tag(200)));
        assertThat(heard.players.odd)
                .containsExactly(OddTag.TRUNCATED, OddTag.TRUNCATED, OddTag.UNKNOWN_TYPE);
    }

    @Test
    void whatCannotBeReadIsLeftOutAndThePublisherStays() throws Exception {
        ClientBytes client = ClientBytes.publishing("live", NAME);
        client.message(4, MessageType.DATA, 1, 0, new byte[] {17, 1, 2});
        client.message(4, MessageType.DATA, 1, 0, new byte[] {2, 9, 9});
        client.message(4, MessageType.DATA_AMF3, 1, 0, new byte[] {3, 1, 2});
        client.message(4, MessageType.DATA_AMF3, 1, 0, new byte[] {});
        client.message(4, 19, 1, 0, new byte[20]);
        feed(client.tag(tag(40)).bytes(), 1 << 20);
        assertThat(heard.tags.toByteArray()).isEqualTo(tag(40));
        assertThat(heard.players.odd)
                .containsExactly(
                        OddTag.BROKEN_DATA,
                        OddTag.BROKEN_DATA,
                        OddTag.UNKNOWN_TYPE,
                        OddTag.UNKNOWN_TYPE,
                        OddTag.UNKNOWN_TYPE);
    }

    @Test
    void whoSendsNothingElseForTooLongIsRefused() throws Exception {
        byte[] odd = new byte[1 << 20];
        odd[0] = 17;
        ClientBytes mixed = ClientBytes.publishing("live", NAME).chunkSize(1 << 20);
        ClientBytes client = ClientBytes.publishing("live", NAME).chunkSize(1 << 20);
        for (int i = 0; i < 3; i++) {
            client.message(4, MessageType.DATA, 1, 0, odd);
            mixed.message(4, MessageType.DATA, 1, 0, odd).tag(tag(i));
            mixed.message(4, MessageType.DATA, 1, 0, odd).tag(tag(i));
        }
        feed(mixed.bytes(), 1 << 20);
        assertThat(heard.players.odd).hasSize(6);
        refused(client.message(4, MessageType.DATA, 1, 0, odd), "media within 4 MiB");
    }

    private static byte[] joined(byte[]... tags) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] tag : tags) {
            all.writeBytes(tag);
        }
        return all.toByteArray();
    }

    private static void refused(ClientBytes client, String why) {
        RtmpSessionTest fresh = new RtmpSessionTest();
        assertThatThrownBy(() -> fresh.feed(client.bytes(), 1 << 20))
                .isInstanceOf(MalformedRtmpException.class)
                .hasMessageContaining(why);
    }

    private static byte[] tag(long dtsMillis) {
        return new SyntheticFlv(1).videoTag(1, 1_000, dtsMillis, true);
    }
}
