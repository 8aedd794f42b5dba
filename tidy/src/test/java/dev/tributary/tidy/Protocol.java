package dev.tributary.tidy;

import dev.tributary.core.registry.Systems;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.MessageCodec;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.SignalCodec;
import dev.tributary.tidy.WireDialogue.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The check that docs/protocol.md gives the ranges, ids and versions of the codec. */
final class Protocol {
    /** A field on whose value depends which fields follow. */
    private static final String SYSTEM = "system";

    /** Ranges that the document gives to all fields of which it says nothing else. */
    private static final Set<List<Long>> USUAL =
            Set.of(
                    List.of(0L, (long) Integer.MAX_VALUE),
                    List.of(1L, (long) Integer.MAX_VALUE),
                    List.of(0L, 1L << 50));

    /** The messages of the codec, each with its fields. */
    private final List<List<Field>> messages = new ArrayList<>();

    Protocol() {
        for (Message.Type type : Message.Type.values()) {
            byte[] head = {(byte) type.id(), 0};
            ask(bytes -> MessageCodec.decode(bytes, 0, bytes.length, Systems.all()), head);
        }
        ask(bytes -> SignalCodec.description(Payload.of(bytes)), new byte[0]);
        ask(bytes -> SignalCodec.candidate(Payload.of(bytes)), new byte[0]);
    }

    private void ask(WireDialogue.Codec codec, byte[] head) {
        List<Field> fields = WireDialogue.fields(codec, head, Map.of());
        messages.add(fields);
        for (Field field : fields) {
            for (long value = 1; field.name().equals(SYSTEM) && value <= field.high(); value++) {
                messages.add(WireDialogue.fields(codec, head, Map.of(SYSTEM, value)));
            }
        }
    }

    /** Returns what the document says otherwise than the codec does. */
    List<String> complaints(ProtocolDocument document) {
        List<String> complaints = new ArrayList<>(document.riddles());
        Map<String, Set<List<Long>>> said = new TreeMap<>();
        for (ProtocolDocument.Claim claim : document.claims()) {
            Set<List<Long>> meant = said.computeIfAbsent(claim.name(), name -> new HashSet<>());
            Set<List<Long>> held = new HashSet<>();
            for (List<Field> message : messages) {
                for (Field field : named(message, claim.name())) {
                    held.add(range(field));
                    meant.add(List.of(value(claim.low(), message), value(claim.high(), message)));
                }
            }
            if (held.stream().noneMatch(meant::contains)) {
                complaints.add(
                        "line "
                                + claim.line()
                                + ": "
                                + claim.name()
                                + " is "
                                + words(held)
                                + " in the codec, not "
                                + claim.low()
                                + ".."
                                + claim.high());
            }
        }
        said.forEach((name, ranges) -> unsaid(name, ranges, complaints));
        return complaints;
    }

    /** A field of the same name may have another range in another message, which must be said. */
    private void unsaid(String name, Set<List<Long>> said, List<String> complaints) {
        for (List<Field> message : messages) {
            for (Field field : named(message, name)) {
                if (!said.contains(range(field)) && !USUAL.contains(range(field))) {
                    String complaint = name + " is also " + words(Set.of(range(field)));
                    if (!complaints.contains(complaint)) {
                        complaints.add(complaint);
                    }
                }
            }
        }
    }

    private static List<Field> named(List<Field> message, String name) {
        return message.stream().filter(field -> field.name().equals(name)).toList();
    }

    private static List<Long> range(Field field) {
        return List.of(field.low(), field.high());
    }

    private static String words(Set<List<Long>> ranges) {
        if (ranges.isEmpty()) {
            return "no field";
        }
        return String.join(
                " or ", ranges.stream().map(r -> r.get(0) + ".." + r.get(1)).sorted().toList());
    }

    /** Returns the value of {@code 2^31-1}, {@code bufferMillis-1} or a number; -1 for neither. */
    private static long value(String expression, List<Field> message) {
        long sign = 1;
        long sum = 0;
        for (String term : expression.split("-", -1)) {
            sum += sign * term(term, message);
            sign = -1;
        }
        return sum;
    }

    private static long term(String term, List<Field> message) {
        if (term.startsWith("2^")) {
            return 1L << Integer.parseInt(term.substring(2));
        }
        if (term.matches("\\d+")) {
            return Long.parseLong(term);
        }
        return named(message, term).stream().mapToLong(Field::value).findFirst().orElse(-1);
    }
}
