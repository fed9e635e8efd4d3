import JSON
import Specs
import TestSupport
import Testing

@Suite("Files that carry a hash of themselves")
struct DocumentRecordTests {
    private func value(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)).root.value }

    @Test("neither the order of keys nor spaces nor the form of numbers count")
    func canonical() throws {
        let first = try value(#"{"b": [1, {"y": 0.1, "x": null}], "a": "é"}"#)
        let second = try value("{\"a\":\"\\u00e9\",\n\"b\":[1.0,{\"x\":null,\"y\":1e-1}]}")
        #expect(DocumentRecord.hash(of: first) == DocumentRecord.hash(of: second))
        for other in [
            #"{"a": "é", "b": [1, {"x": null, "y": 0.2}]}"#, #"{"a": "é", "b": [{"x": null, "y": 0.1}, 1]}"#,
            #"{"a": "e", "b": [1, {"x": null, "y": 0.1}]}"#, #"{"a": "é", "b": [1, {"x": null, "y": 0.1}], "c": 1}"#,
        ] { #expect(DocumentRecord.hash(of: try value(other)) != DocumentRecord.hash(of: first), "\(other)") }
    }

    @Test("a document with its record is intact, each other value of the record or of a key is not")
    func states() throws {
        let plain = try value(#"{"a": 1, "b": "x"}"#)
        #expect(DocumentRecord.state(of: plain) == .missing)
        let recorded = DocumentRecord.adding(to: plain)
        let text = JSONWriter.pretty(recorded)
        #expect(DocumentRecord.state(of: Array(text.utf8)) == .intact)
        #expect(DocumentRecord.adding(to: recorded) == recorded)
        for (from, to) in [("1", "2"), ("\"x\"", "\"y\""), ("\"a\"", "\"c\""), ("{\n", "{\n\"b\": \"x\",\n")] {
            let altered = text.replacing(from, with: to, maxReplacements: 1)
            #expect(DocumentRecord.state(of: Array(altered.utf8)) == .altered, "\(altered)")
        }
        #expect(DocumentRecord.state(of: try value(#"{"a": 1, "record": 5}"#)) == .altered)
        #expect(DocumentRecord.state(of: Array("x".utf8)) == .altered)
    }

    @Test("a spec's record is no key of it: the spec reads as without it")
    func spec() throws {
        let spec = try goodSpec(withSchedule("\"seeds\": 3"))
        #expect(DocumentRecord.state(of: Array(spec.recordedDocument.utf8)) == .intact)
        #expect(!spec.document.contains("\"record\""))
        #expect(try goodSpec(spec.recordedDocument) == goodSpec(spec.document))
        // Another value is a key like any other.
        #expect(problemLines(withSchedule("\"record\": \"x\"")) == ["experiments/a.json:1: record: unknown key"])
    }
}
