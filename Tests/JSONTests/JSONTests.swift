import JSON
import Foundation
import TestSupport
import Testing

@Suite("JSON reader and writer")
struct SpecJSONTests {
    static let valid = [
        "0", "-0", "1", "-1", "1.5", "1e3", "1E+3", "1e-3", "-0.25e2", "123456789012345678", "1.7976931348623157e308",
        "5e-324", "1e-400", "0.1", "true", "false", "null", "\"\"", "\"a\"", "[]", "{}", " [ ] ", "\t{\r\n}\n",
        "[1, 2, [3, {\"a\": null}]]", "{\"a\": {\"b\": [true, false]}, \"c\": \"d\"}", "{\"\": 0}",
        #""\" \\ \/ \b \f \n \r \t \u0041 \u00e9 \ud83d\ude00 \u0000""#, "\"ü 漢 😀 \u{7F}\"", "[[[[[[]]]]]]",
        "{\"a\\u0062\": 1}", "[1,2 ,3\n]", "9007199254740993", "0e99999999999999999999",
    ]

    @Test("reads what Foundation reads", arguments: valid)
    func agrees(text: String) throws {
        let ours = try JSONReader.read(Array(text.utf8)).root.value
        let theirs = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        #expect(matches(ours, theirs), "\(ours) and \(theirs)")
    }

    @Test("Foundation reads what the writer writes, and so does the reader", arguments: valid)
    func writes(text: String) throws {
        let value = try JSONReader.read(Array(text.utf8)).root.value
        for written in [
            JSONWriter.pretty(value), JSONWriter.compact(value), JSONWriter.compact(value, spaced: true),
        ] {
            #expect(try JSONReader.read(Array(written.utf8)).root.value == value)
            let theirs = try JSONSerialization.jsonObject(with: Data(written.utf8), options: .fragmentsAllowed)
            #expect(matches(value, theirs), "\(written)")
        }
    }

    private func matches(_ ours: JSONValue, _ theirs: Any) -> Bool {
        switch ours {
        case .null: return theirs is NSNull
        case .bool(let bool): return (theirs as? Bool) == bool
        case .number(let number): return (theirs as? NSNumber)?.doubleValue == number
        case .string(let string): return (theirs as? String) == string
        case .array(let elements):
            guard let theirs = theirs as? [Any], theirs.count == elements.count else { return false }
            return zip(elements, theirs).allSatisfy { matches($0, $1) }
        case .object(let members):
            guard let theirs = theirs as? [String: Any], theirs.count == members.count else { return false }
            return members.allSatisfy { member in theirs[member.key].map { matches(member.value, $0) } ?? false }
        }
    }

    static let invalid: [(text: String, error: String)] = [
        ("", "1:1: the file is empty"),
        (" \n ", "2:2: the file is empty"),
        ("{\"a\": 1,}", "1:8: trailing comma before \"}\""),
        ("[1,\n 2,\n]", "2:3: trailing comma before \"]\""),
        ("[,]", "1:2: \",\" instead of a value or \"]\""),
        ("[1 2]", "1:4: \"2\" instead of \",\" or \"]\""),
        ("{\"a\" 1}", "1:6: \"1\" instead of \":\""),
        ("{\"a\": }", "1:7: \"}\" instead of a value"),
        ("{\"ü😀\": }", "1:8: \"}\" instead of a value"),
        ("{a: 1}", "1:2: the key a is not in double quotes"),
        ("{'a': 1}", "1:2: single quotes; strings and keys go in double quotes"),
        ("{\"a\": 'b'}", "1:7: single quotes; strings and keys go in double quotes"),
        ("{1: 2}", "1:2: the key 1 is not in double quotes"),
        ("{\n// note\n}", "2:1: JSON has no comments"),
        ("{\"a\": 1 /* note */}", "1:9: JSON has no comments"),
        ("[1] # note", "1:5: JSON has no comments"),
        ("[NaN]", "1:2: NaN is not a JSON number"),
        ("[Infinity]", "1:2: Infinity is not a JSON number"),
        ("[-Infinity]", "1:2: -Infinity is not a JSON number"),
        ("[True]", "1:2: True is not a JSON value; did you mean true?"),
        ("[None]", "1:2: None is not a JSON value; did you mean null?"),
        ("[fast]", "1:2: fast is not a JSON value; strings go in double quotes"),
        ("[1e400]", "1:2: 1e400 is too large"),
        ("[-1e99999999999999999999]", "1:2: -1e99999999999999999999 is too large"),
        ("[01]", "1:2: 01 is not a JSON number"),
        ("[+1]", "1:2: +1 is not a JSON number"),
        ("[.5]", "1:2: .5 is not a JSON number"),
        ("[1.]", "1:2: 1. is not a JSON number"),
        ("[1e]", "1:2: 1e is not a JSON number"),
        ("[-]", "1:2: - is not a JSON number"),
        ("[0x10]", "1:2: 0x10 is not a JSON number"),
        ("[1_000]", "1:2: 1_000 is not a JSON number"),
        ("[1.2.3]", "1:2: 1.2.3 is not a JSON number"),
        ("\"a", "1:3: the file ends inside the string that line 1 opens"),
        ("{\n\"a\": [1,\n2", "3:2: the file ends inside the list that line 2 opens"),
        ("{\"a\"", "1:5: the file ends inside the object that line 1 opens"),
        ("\"a\nb\"", "1:3: a line break inside a string; write \\n"),
        ("\"a\tb\"", "1:3: a tab inside a string; write \\t"),
        ("\"a\u{1}b\"", "1:3: control character 0x1 inside a string"),
        ("\"ab\\x\"", "1:4: \\x is not an escape of JSON"),
        ("\"\\u12g4\"", "1:2: \\u12 is not an escape of JSON"),
        ("\"\\ü\"", "1:2: a backslash here is not an escape of JSON"),
        ("\"\\ud800\"", "1:2: \\ud800 is half of a surrogate pair"),
        ("\"\\udc00\"", "1:2: \\udc00 is half of a surrogate pair"),
        ("\"\\ud800\\u0041\"", "1:2: \\ud800\\u0041 is half of a surrogate pair"),
        ("1 2", "1:3: \"2\" after the end of the value"),
        ("{}}", "1:3: \"}\" after the end of the value"),
        ("[\u{A0}1]", "1:2: \"\u{A0}\" instead of a value"),
        ("\r\n\r[x]", "3:2: x is not a JSON value; strings go in double quotes"),
        ("\u{FEFF}x", "1:1: x is not a JSON value; strings go in double quotes"),
        (
            String(repeating: "[", count: 65) + String(repeating: "]", count: 65),
            "1:65: objects and lists are nested more than 64 deep"
        ),
        (String(repeating: "{\"a\":", count: 1000), "1:321: objects and lists are nested more than 64 deep"),
    ]

    @Test("names what is wrong, and where", arguments: invalid)
    func rejects(text: String, error: String) {
        #expect(failure(Array(text.utf8)) == error)
    }

    @Test("bytes that are not UTF-8")
    func encoding() {
        #expect(failure([0x5B, 0x0A, 0x22, 0xC3, 0xA9, 0xFF, 0x22, 0x5D]) == "2:3: byte 0xff is not UTF-8")
        #expect(failure([0x22, 0xED, 0xA0, 0x80, 0x22]) == "1:2: byte 0xed is not UTF-8")
        #expect(failure([0x22, 0xC0, 0x80, 0x22]) == "1:2: byte 0xc0 is not UTF-8")
        #expect(failure([0x22, 0xE2, 0x82]) == "1:2: byte 0xe2 is not UTF-8")
        #expect(failure([0xFF, 0xFE, 0x7B, 0x00]) == "1:1: the file is UTF-16; save it as UTF-8")
        #expect(failure([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF]) == "1:1: \"\\ufeff\" instead of a value")
    }

    /// Swift sorts a run of these whenever it compares strings, in quadratic time.
    static let combiningMarks = String(repeating: "\u{301}\u{327}", count: 100_000)

    private func failure(_ bytes: [UInt8]) -> String? {
        do {
            _ = try JSONReader.read(bytes)
            return nil
        } catch {
            return "\(error.position.line):\(error.position.column): \(error.kind)"
        }
    }

    @Test("64 levels are not too many")
    func depth() throws {
        let text = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        _ = try JSONReader.read(Array(text.utf8))
    }

    @Test("keys and values know where they stand; columns are scalars")
    func positions() throws {
        let root = try JSONReader.read(Array("{\n  \"ü😀\": [1,\r\n true]}".utf8)).root
        guard case .object(let members) = root.content, case .array(let elements)? = members.first?.node.content else {
            Issue.record("another shape")
            return
        }
        #expect(root.origin == .text(JSONPosition(line: 1, column: 1)))
        #expect(members.first?.keyOrigin == .text(JSONPosition(line: 2, column: 3)))
        #expect(members.first?.node.origin == .text(JSONPosition(line: 2, column: 9)))
        #expect(
            elements.map(\.origin) == [
                .text(JSONPosition(line: 2, column: 10)), .text(JSONPosition(line: 3, column: 2)),
            ])
    }

    @Test("numbers are written as the shortest decimal that parses back")
    func numbers() {
        let written: [(Double, String)] = [
            (0, "0"), (25, "25"), (-3, "-3"), (0.05, "0.05"), (1e-8, "1e-8"), (5e-4, "0.0005"), (1e6, "1000000"),
            (9_007_199_254_740_991, "9007199254740991"), (1e22, "1e22"), (1.5e300, "1.5e300"),
            (.leastNonzeroMagnitude, "5e-324"),
            (0.1 + 0.2, "0.30000000000000004"), (1.25e-10, "1.25e-10"),
        ]
        for (number, text) in written { #expect(JSONWriter.text(of: number) == text) }
        var random = SplitMix(state: 7)
        for _ in 0..<10_000 {
            let number = Double(bitPattern: random.next())
            if number.isFinite { #expect(Double(JSONWriter.text(of: number))?.bitPattern == (number + 0).bitPattern) }
        }
    }

    @Test(
        "a megabyte of anything is read, or refused, in linear time: none of these would end otherwise",
        arguments: [
            String(repeating: "1", count: 1 << 20), "[" + String(repeating: "1,", count: 1 << 19) + "1]",
            "\"" + String(repeating: "é", count: 1 << 19) + "\"", String(repeating: "[", count: 1 << 20),
            "{" + (0..<60_000).map { "\"k\($0)\": 1" }.joined(separator: ",") + "}",
            String(repeating: "{\"" + String(repeating: "k", count: 10_000) + "\":", count: 64)
                + "[" + String(repeating: "0,", count: 200_000) + "0]" + String(repeating: "}", count: 64),
            "{\"a" + combiningMarks + "\": 1, \"a\": 2}",
        ])
    func linear(text: String) {
        let outcome = Result { try JSONReader.read(Array(text.utf8)) }
        if case .failure(let error) = outcome { #expect(error is JSONSyntaxError) }
    }
}
