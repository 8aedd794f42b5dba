package dev.tributary.scenarios.format;

import dev.tributary.core.room.RoomSettings;
import dev.tributary.scenarios.Scenario;
import dev.tributary.scenarios.source.Node.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chunks per message: a whole slice, what fits into one frame of a data channel, or a number; 0 =
 * whoever simulates chooses.
 */
record GranularityForm() implements Form<Integer> {
    private static final int BLOCK = RoomSettings.BLOCK_CHUNKS;
    static final int AUTO = 0;

    private static final int SLICE = Scenario.SLICE_CHUNKS;
    private static final WordForm<Integer> WORDS = new WordForm<>(words(SLICE), "string");

    private static Map<String, Integer> words(int slice) {
        Map<String, Integer> words = new LinkedHashMap<>();
        words.put("auto", AUTO);
        words.put("slice", slice);
        words.put("frame", BLOCK);
        return words;
    }

    @Override
    public Integer read(Fields fields, String key, Integer fallback) {
        boolean number =
                fields.node(key)
                        .filter(n -> n instanceof Scalar s && s.text().matches("[-+]?[0-9].*"))
                        .isPresent();
        if (!number) {
            return WORDS.read(fields, key, fallback);
        }
        int chunks = (int) fields.integer(key, BLOCK, BLOCK, SLICE);
        if (chunks % BLOCK != 0) {
            fields.reject(key, "whole blocks, a multiple of " + BLOCK + " chunks");
            return fallback;
        }
        return chunks;
    }

    @Override
    public void write(YamlWriter out, String key, Integer chunks) {
        out.put(key, text(chunks));
    }

    /** Returns chunks per message as a scenario says them. */
    static String text(Integer chunks) {
        return WORDS.values().containsValue(chunks) ? WORDS.word(chunks) : chunks.toString();
    }

    @Override
    public Integer none() {
        return AUTO;
    }

    @Override
    public String words() {
        return WORDS.words() + ", or a multiple of " + BLOCK + " in " + BLOCK + ".." + SLICE;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> number = new IntegerForm(BLOCK, SLICE).schema();
        number.put("multipleOf", BLOCK);
        return SchemaParts.map("anyOf", List.of(WORDS.schema(), number));
    }
}
