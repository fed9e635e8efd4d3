import TestSupport
import Specs
import Runs
import Foundation
import Testing

@Suite("Tables as CSV and JSON Lines")
struct ExportTableTests {
    private func table(_ rows: [[ExportTable.Value]], columns: [String] = ["a", "b"]) throws -> ExportTable {
        var table = try ExportTable(columns: columns)
        for row in rows { try table.append(row) }
        return table
    }

    @Test("quotes where RFC 4180 wants them")
    func quoting() throws {
        let texts = try table([
            [.text("plain text"), .text("a,b")], [.text("say \"so\""), .text("two\nlines")],
            [.text("carriage\rreturn"), .text("both\r\n")], [.text(""), .missing],
        ])
        #expect(
            texts.csv == "a,b\nplain text,\"a,b\"\n\"say \"\"so\"\"\",\"two\nlines\"\n"
                + "\"carriage\rreturn\",\"both\r\n\"\n\"\",\n")
        #expect(try table([], columns: ["x,y", "\""]).csv == "\"x,y\",\"\"\"\"\n")
    }

    @Test("values of every kind")
    func values() throws {
        let rows: [[ExportTable.Value]] = [
            [.integer(-5), .unsigned(.max)], [.number(0.1), .number(1e-8)], [.number(.nan), .number(-.nan)],
            [.number(.infinity), .number(-.infinity)], [.flag(true), .flag(false)], [.number(2), .missing],
        ]
        let made = try table(rows)
        #expect(
            made.csv == "a,b\n-5,18446744073709551615\n0.1,1e-08\nnan,nan\ninf,-inf\ntrue,false\n2.0,\n")
        #expect(
            made.jsonLines == """
                {"a":-5,"b":18446744073709551615}
                {"a":0.1,"b":1e-8}
                {"a":null,"b":null}
                {"a":null,"b":null}
                {"a":true,"b":false}
                {"a":2,"b":null}

                """)
    }

    @Test("each line of JSON Lines is an object that reads back")
    func jsonLines() throws {
        let texts = ["", "a\"b", "two\nlines", "\u{1}\t\\", "<script>", "ä😀", "\u{2028}"]
        let key = "k\"\n"
        let lines = try table(texts.map { [.text($0)] }, columns: [key]).jsonLines.split(separator: "\n")
        #expect(lines.count == texts.count)
        for (line, text) in zip(lines, texts) {
            #expect(try JSONDecoder().decode([String: String].self, from: Data(line.utf8)) == [key: text])
        }
    }

    @Test("numbers read back as the same bits")
    func numbers() throws {
        var drawn = TableNumbers(8)
        let values = (0..<500).map { _ in
            Double(bitPattern: UInt64(drawn.below(1 << 31)) << 31 ^ UInt64(drawn.below(1 << 31)))
        }
        let made = try table(values.map { [.number($0)] }, columns: ["x"])
        #expect(made.csv.split(separator: "\n").dropFirst().map { Double($0) } == values)
        let decoded = try made.jsonLines.split(separator: "\n").map {
            try JSONDecoder().decode([String: Double].self, from: Data($0.utf8))["x"]
        }
        #expect(decoded == values)
    }

    @Test("no rows, no columns, and what is refused")
    func edges() throws {
        #expect(try table([]).csv == "a,b\n")
        #expect(try table([]).jsonLines.isEmpty)
        #expect(try table([[]], columns: []).jsonLines == "{}\n")
        #expect(throws: ExportError.sameColumn("a")) { try ExportTable(columns: ["a", "b", "a"]) }
        #expect(throws: ExportError.rowLength(1, columns: 2)) { try table([[.missing]]) }
        #expect(throws: ExportError.rowLength(3, columns: 2)) { try table([[.missing, .missing, .missing]]) }
    }
}
