import Foundation
import Networks
import Testing

@Suite("Safetensors that are none")
struct SafetensorsDamageTests {
    private func problems(_ data: Data) -> [Safetensors.Problem] {
        do {
            _ = try Safetensors.decode(data)
            return []
        } catch {
            return error.problems
        }
    }

    /// The lines of a file's problems.
    private func lines(_ header: String, bytes: Int = 16) -> [String] {
        problems(safetensorsFile(header, bytes: bytes)).map(\.description)
    }

    /// A line of a header.
    private func line(_ name: String, _ shape: String, _ offsets: String, type: String = "\"F32\"") -> String {
        "\"\(name)\": {\"dtype\": \(type), \"shape\": \(shape), \"data_offsets\": \(offsets)}"
    }

    @Test("a file that is cut off anywhere says so, and nothing else")
    func cutOff() {
        let data = Safetensors.encode(SafetensorsTests.tensors, counters: [("n", 1)])
        for count in 0..<data.count {
            guard case .cutOff(let expected, count)? = problems(data.prefix(count)).first else {
                Issue.record("cut off at \(count): \(problems(data.prefix(count)))")
                continue
            }
            #expect(expected > count && expected <= data.count)
            #expect(problems(data.prefix(count)).count == 1)
        }
        #expect(problems(data.prefix(5)).map(\.description) == ["cut off: 5 bytes of 8"])
        #expect(problems(data + Data([0])) == [.unusedBytes(1)])
    }

    @Test("no change of a byte traps")
    func changedBytes() {
        let data = Safetensors.encode(SafetensorsTests.tensors, counters: [("n", 1)])
        let length = 8 + Int(data[0]) + Int(data[1]) << 8
        var bad = 0
        for place in 0..<length {
            for byte in [0, 0x22, 0x2C, 0x2D, 0x30, 0x39, 0x5B, 0x7B, 0x7D, 0xC3, 0xFF] as [UInt8] {
                var damaged = data
                damaged[place] = byte
                if !problems(damaged).isEmpty { bad += 1 }
            }
        }
        #expect(bad > 8 * length)
    }

    @Test("a bad header says what is wrong with it")
    func headers() {
        #expect(
            problems(Data(repeating: 0xFF, count: 100)).map(\.description) == [
                "not a safetensors file: its header would have 18446744073709551615 bytes, more than 16777208"
            ])
        for (text, trouble) in [
            ("", Safetensors.HeaderError.notJSON(byte: 0)), ("x", .notJSON(byte: 0)), ("[]", .notAnObject),
            ("3", .notAnObject), ("{", .notJSON(byte: 1)), ("{\"a\"}", .notJSON(byte: 4)), ("{} x", .notJSON(byte: 3)),
            ("{\"a\": 01}", .notJSON(byte: 6)), ("{\"a\": +1}", .notJSON(byte: 6)),
            ("{\"a\": 0x10}", .notJSON(byte: 6)), ("{\"a\": 1.}", .notJSON(byte: 6)),
            ("{\"a\": 1e}", .notJSON(byte: 6)), ("{\"a\": nan}", .notJSON(byte: 6)),
            ("{\"a\": 1,}", .notJSON(byte: 7)), ("{\"a\tb\": 1}", .notJSON(byte: 3)),
            ("{\"\\ud800\": 1}", .notJSON(byte: 2)), ("{\"\\q\": 1}", .notJSON(byte: 2)),
            ("{\"a\": \(String(repeating: "9", count: 1000))}", .notJSON(byte: 6)),
            (String(repeating: "[", count: 5000), .tooDeep(limit: 8)),
            (String(repeating: "{\"a\":", count: 100_000), .tooDeep(limit: 8)),
        ] {
            #expect(problems(safetensorsFile(text)) == [.header(trouble)], "\(text.prefix(20))")
        }
        let notUTF8 = Data([4, 0, 0, 0, 0, 0, 0, 0]) + Data("{\"".utf8) + Data([0xC3, 0x22])
        #expect(problems(notUTF8) == [.header(.notJSON(byte: 2))])
        #expect(lines("{}", bytes: 0) == [])
        #expect(lines("{\"__metadata__\": {\"format\": \"pt\"}}   \n", bytes: 0) == [])
    }

    @Test("a size beyond everything is refused before memory is taken")
    func huge() {
        #expect(lines("{\(line("t", "[4294967296, 4294967296, 4]", "[0, 16]"))}").count == 1)
        #expect(
            lines("{\(line("t", "[2305843009213693951]", "[0, 9223372036854775804]"))}") == [
                "cut off: 121 bytes of 9223372036854775807"
            ])
    }

    @Test("a bad tensor is named, with what the header says of it")
    func entries() {
        #expect(lines("{\(line("t", "[2, 2]", "[0, 16]"))}") == [])
        for (type, shape, offsets, expected) in [
            ("\"F16\"", "[4, 2]", "[0, 16]", "type F16, not F32"),
            ("\"Q4\"", "[4, 2]", "[0, 16]", "dtype \"Q4\" is not known"),
            ("\"I64\"", "[2]", "[0, 16]", "type I64, not F32"),
            ("\"\\u001b[2J\"", "[2]", "[0, 16]", "dtype \"\\u{1b}[2J\" is not known"),
            ("\"F32\"", "[2, 2]", "[0, 12]", "data_offsets [0, 12] do not fit F32 of shape [2, 2]"),
            ("\"F32\"", "[2, 2]", "[16, 0]", "data_offsets [16, 0] do not fit F32 of shape [2, 2]"),
            ("\"F32\"", "[3]", "[0, 16]", "data_offsets [0, 16] do not fit F32 of shape [3]"),
            ("\"F32\"", "[0]", "[0, 16]", "data_offsets [0, 16] do not fit F32 of shape [0]"),
            ("\"F32\"", "[9223372036854775807, 3]", "[0, 16]", nil),
            ("\"F32\"", "[2, 2]", "[-16, 0]", "data_offsets [-16, 0] are not two places in the file"),
            ("\"F32\"", "[2, 2]", "[0]", "data_offsets [0] are not two places in the file"),
            ("\"F32\"", "[2, 2]", "[0, 1e40]", "data_offsets [0, 1e40] are not two places in the file"),
            ("\"F32\"", "[2, 2]", "[0, 16.0]", "data_offsets [0, 16.0] are not two places in the file"),
            (
                "\"F32\"", "[2, 2]", "[0, 99999999999999999999]",
                "data_offsets [0, 99999999999999999999] are not two places in the file"
            ),
            ("\"F32\"", "[-2, -2]", "[0, 16]", "shape [-2, -2] is not a list of sizes"),
            ("\"F32\"", "[1.5]", "[0, 16]", "shape [1.5] is not a list of sizes"),
            ("\"F32\"", "[true, 4]", "[0, 16]", "shape [true, 4] is not a list of sizes"),
            ("\"F32\"", "[null]", "[0, 16]", "shape [null] is not a list of sizes"),
            ("\"F32\"", "[[4]]", "[0, 16]", "shape [[...]] is not a list of sizes"),
            ("\"F32\"", "4", "[0, 16]", "shape 4 is not a list of sizes"),
            ("32", "[4]", "[0, 16]", "needs dtype, shape and two data_offsets"),
        ] as [(String, String, String, String?)] {
            let found = lines("{\(line("t", shape, offsets, type: type))}")
            #expect(found.count == 1)
            if let expected { #expect(found == ["tensor \"t\": " + expected]) }
        }
        for value in ["5", "{}", "null", "{\"dtype\": \"F32\", \"shape\": [1]}"] {
            #expect(lines("{\"t\": \(value)}") == ["tensor \"t\": needs dtype, shape and two data_offsets"])
        }
        let twice = "{\"t\": {\"dtype\": \"F32\", \"dtype\": \"F32\", \"shape\": [4], \"data_offsets\": [0, 16]}}"
        #expect(lines(twice) == ["tensor \"t\": has \"dtype\" twice"])
    }

    @Test("tensors share no byte, and leave none over")
    func extents() {
        let first = line("a", "[2]", "[0, 8]")
        #expect(lines("{\(first), \(line("b", "[2]", "[8, 16]"))}") == [])
        #expect(lines("{\(line("b", "[2]", "[8, 16]")), \(first)}") == [])
        #expect(lines("{\(first), \(line("b", "[3]", "[4, 16]"))}") == ["tensor \"b\": lies on bytes of \"a\""])
        #expect(lines("{\(first), \(line("b", "[2]", "[0, 8]"))}", bytes: 8).count == 1)
        let nested =
            "{\(line("all", "[4]", "[0, 16]")), \(line("b", "[1]", "[4, 8]")), \(line("c", "[1]", "[8, 12]"))}"
        #expect(
            lines(nested) == ["tensor \"b\": lies on bytes of \"all\"", "tensor \"c\": lies on bytes of \"all\""])
        #expect(lines("{\(first), \(line("b", "[1]", "[12, 16]"))}") == ["4 bytes belong to no tensor"])
        #expect(lines("{\(first)}") == ["8 bytes belong to no tensor"])
        let none = line("none", "[0]", "[900, 900]")
        #expect(lines("{\(first), \(none)}", bytes: 8) == ["cut off: 145 bytes of 1037"])
        #expect(lines("{\(first), \(first)}", bytes: 8) == ["tensor \"a\": is there twice"])
        let composed = "{\(line("\u{E9}", "[2]", "[0, 8]")), \(line("e\u{301}", "[2]", "[8, 16]"))}"
        #expect(lines(composed) == [], "names of other bytes are other names")
    }

    @Test("all problems come at once, in the order of the header")
    func several() {
        let header = [
            line("c", "[4]", "[0, 8]", type: "\"F16\""), line("b", "[1.5]", "[0, 4]"), line("a", "[4]", "[8, 24]"),
            "\"d\": 1",
        ].joined(separator: ", ")
        #expect(
            lines("{\(header)}") == [
                "tensor \"b\": shape [1.5] is not a list of sizes",
                "tensor \"d\": needs dtype, shape and two data_offsets",
                "cut off: 218 bytes of 226", "tensor \"c\": type F16, not F32",
            ])
    }

    @Test("names in messages are one plain line")
    func names() {
        #expect(
            lines("{\"\\u001b[31m\\u202e\\n\": 1}") == [
                "tensor \"\\u{1b}[31m\\u{202e}\\u{a}\": needs dtype, shape and two data_offsets"
            ])
        let long = String(repeating: "x", count: 5000)
        #expect((lines("{\"\(long)\": 1}").first?.count ?? 0) < 150)
    }

    @Test("a header as large as allowed takes no time to speak of")
    func largeHeader() {
        let count = 150_000
        let header =
            "{" + (0..<count).map { line("\($0)", "[1]", "[\($0 * 4), \($0 * 4 + 4)]") }.joined(separator: ",") + "}"
        #expect(lines(header, bytes: count * 4) == [])
        // Marks that combine, which strings compare in a time that grows with the square of their number.
        let marks = String(repeating: "\u{301}\u{316}", count: 300_000)
        #expect(lines("{\(line(marks, "[1]", "[0, 4]"))}", bytes: 4) == [])
        #expect(
            lines("{\"t\": {\"\(marks)\": 0, \"dtype\": \"\(marks)\", \"shape\": 1, \"data_offsets\": 2}}").count == 1)
    }
}
