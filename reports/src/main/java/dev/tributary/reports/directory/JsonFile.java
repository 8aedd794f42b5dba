package dev.tributary.reports.directory;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tributary.reports.run.ReportException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JSON file of a run; what is wrong with it is said in our words, with line and column. */
record JsonFile(Path file) {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /** How the parser names the only mistake that JSON itself allows; a test holds it to that. */
    private static final String TWICE = "Duplicate field";

    /** Returns the object that the file holds. */
    Field read() throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file);
                JsonParser parser = MAPPER.createParser(in)) {
            Field root = new Field(file + ":", node(parser));
            root.check(root.node().isObject(), "an object");
            return root;
        }
    }

    private JsonNode node(JsonParser parser) throws IOException {
        try {
            JsonNode node = MAPPER.readTree(parser);
            if (parser.nextToken() != null) {
                throw wrong(parser.currentLocation(), "something follows its end", null);
            }
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw wrong(place == null ? parser.currentLocation() : place, words(e), e);
        }
    }

    /** The parser's own words name its classes and settings, which no user can change. */
    private static String words(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "it ends too early";
        }
        if (e instanceof StreamConstraintsException) {
            return "nested too deeply, or a number or text that is too long";
        }
        return e.getOriginalMessage().startsWith(TWICE)
                ? "a name is given twice"
                : "something that cannot stand here or just before";
    }

    private ReportException wrong(JsonLocation place, String what, Exception cause) {
        String where = file + ":" + place.getLineNr() + ":" + place.getColumnNr();
        String remedy = "put back the file as it was written, or run the scenario again";
        return new ReportException(where + ": not JSON: " + what + "; " + remedy, cause);
    }
}
