package dev.tributary.transport.origin;

import dev.tributary.transport.flv.FlvHeader;
import dev.tributary.transport.flv.FlvTag;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Streams of which a decoder loses nothing, each with one oddity that encoders have. */
final class OddStreams {
    private static final long AT = 2_000;

    private OddStreams() {}

    /** Returns the streams by name. */
    static Map<String, byte[]> all() throws Exception {
        Map<String, byte[]> all = new LinkedHashMap<>();
        headers(all);
        tags(all);
        fields(all);
        garbage(all);
        return all;
    }

    private static void headers(Map<String, byte[]> all) throws Exception {
        Clip clip = Clip.fixture();
        all.put("header flags 07", clip.flv(header(4, 7)));
        all.put("header flags 0d", clip.flv(header(4, 13)));
        all.put("header flags 00", clip.flv(header(4, 0)));
        byte[] longer = Arrays.copyOf(header(8, 13), 17);
        all.put("data offset 13", clip.flv(longer));
        all.put("PreviousTagSize0 of 9", clip.flv(header(12, 9)));
    }

    private static byte[] header(int at, int value) {
        byte[] header = FlvHeader.bytes(true, true);
        header[at] = (byte) value;
        return header;
    }

    private static void tags(Map<String, byte[]> all) throws Exception {
        for (int type : new int[] {0x0f, 0x16, 0x00, 0x04, 0x29}) {
            all.put("type " + type, with(FlvTag.of(type, AT, hex("0102030405060708"))));
        }
        for (String body :
                new String[] {
                    "170200",
                    "1702000000",
                    "0701000000",
                    "6701000000",
                    "180000000000",
                    "1d0000000000",
                    "1e0000000000",
                    "97020000000168766331",
                    "960061766331" + "01",
                    "960161766331" + "01" + "00000000",
                    "5700",
                    "57",
                    "1703000000",
                    "1700000000",
                    "9f61626364",
                    ""
                }) {
            all.put("video " + body, with(FlvTag.of(FlvTag.VIDEO, AT, hex(body))));
        }
        for (String body :
                new String[] {"af", "af020000", "af00", "95016d70346101", "cf0102", "2f0102", ""}) {
            all.put("audio " + body, with(FlvTag.of(FlvTag.AUDIO, AT, hex(body))));
        }
        all.put("script without a byte", with(FlvTag.of(FlvTag.SCRIPT, AT, new byte[0])));
        String meta = "02000a6f6e4d65746144617461";
        all.put("onMetaData alone", with(FlvTag.of(FlvTag.SCRIPT, AT, hex(meta))));
        String set = "02000d40736574446174614672616d65";
        all.put("@setDataFrame", with(FlvTag.of(FlvTag.SCRIPT, AT, hex(set + meta))));
        byte[] large = Arrays.copyOf(hex(meta), 30_000);
        all.put("onMetaData of 30 kB", with(FlvTag.of(FlvTag.SCRIPT, AT, large)));
        all.put("video above 4 MiB", with(FlvTag.of(FlvTag.VIDEO, AT, new byte[(4 << 20) + 1])));
        all.put("video of 6 MiB", with(FlvTag.of(FlvTag.VIDEO, AT, new byte[6 << 20])));
    }

    private static void fields(Map<String, byte[]> all) throws Exception {
        Clip clip = Clip.fixture();
        all.put("stream id 1", clip.each(part -> changed(part, 10, 1)).flv());
        all.put("PreviousTagSize without the 11", clip.each(part -> size(part, 15)).flv());
        all.put(
                "one PreviousTagSize of 0",
                clip.each(part -> part.millis() == 2_000 ? size(part, part.bytes().length) : part)
                        .flv());
    }

    private static Clip.Part changed(Clip.Part part, int at, int value) {
        byte[] bytes = part.bytes().clone();
        bytes[at] = (byte) value;
        return new Clip.Part(part.tag(), part.millis(), part.body(), bytes);
    }

    /** Returns the same whose size is too small by so much less the 4 bytes of itself. */
    private static Clip.Part size(Clip.Part part, int less) {
        byte[] bytes = part.bytes().clone();
        int value = bytes.length - less;
        for (int i = 0; i < 4; i++) {
            bytes[bytes.length - 1 - i] = (byte) (value >>> (8 * i));
        }
        return new Clip.Part(part.tag(), part.millis(), part.body(), bytes);
    }

    private static void garbage(Map<String, byte[]> all) throws Exception {
        all.put("32 bytes deadbeef", with(hex("deadbeef".repeat(8))));
        all.put("a second FLV header", with(FlvHeader.bytes(true, true)));
        all.put("1,024 zeros", with(new byte[1_024]));
        byte[] tag = FlvTag.of(FlvTag.VIDEO, AT, new byte[3_000]);
        all.put("half a tag", with(Arrays.copyOf(tag, 1_500)));
    }

    private static byte[] with(byte[] bytes) throws Exception {
        return Clip.fixture().with(AT, bytes).flv();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
