import Runs
import TestSupport
import Testing

@Suite("Comma-separated values")
struct CSVReaderTests {
    /// All rows with their lines.
    private func rows(_ text: String) throws -> [(line: Int, fields: [String])] {
        var reader = CSVReader(text.utf8)
        var rows: [(line: Int, fields: [String])] = []
        while try reader.next() { rows.append((reader.line, reader.texts)) }
        return rows
    }

    @Test("rows end with a line feed, a carriage return or both; blank rows do not count")
    func lines() throws {
        let found = try rows("\u{FEFF}a,b\r\n\n 1 ,\t2\r3,4\n \n,\n5")
        #expect(found.map(\.fields) == [["a", "b"], ["1", "2"], ["3", "4"], ["", ""], ["5"]])
        #expect(found.map(\.line) == [1, 3, 4, 6, 7])
        #expect(try rows("").isEmpty)
        #expect(try rows("\u{FEFF}\n \n").isEmpty)
    }

    @Test("quoted fields hold commas, line breaks and doubled quotes")
    func quotes() throws {
        let found = try rows("\"a, b\" , \"say \"\"so\"\"\"\n\"two\r\nlines\",\"\"\n5\"6,x\n")
        #expect(found.map(\.fields) == [["a, b", "say \"so\""], ["two\r\nlines", ""], ["5\"6", "x"]])
        #expect(found.map(\.line) == [1, 2, 4])
    }

    @Test(
        "quotes that do not end are refused with their row",
        arguments: ["a\n\"b", "a\n\"b\" c\n", "a\n\"\"\"\n,", "a\n\""])
    func badQuotes(text: String) {
        let error = #expect(throws: CSVQuoteError.self) { try rows(text) }
        #expect(error?.line == 2)
    }

    @Test("a number is a whole field")
    func numbers() throws {
        var reader = CSVReader("1.5,-1e-3,nan,inf,0x1p4,,1 2,1.5.2,x,\u{B}1,\"7\",1\0,+4".utf8)
        #expect(try reader.next())
        let found = (0..<reader.count).map { reader.number($0) }
        #expect(
            found[0] == 1.5 && found[1] == -1e-3 && found[2]?.isNaN == true && found[3] == .infinity && found[4] == 16)
        #expect(found[5...9].allSatisfy { $0 == nil })
        #expect(found[10] == 7 && found[11] == nil && found[12] == 4)
        #expect(reader.isEmpty(5) && !reader.isEmpty(6))
    }

    @Test("any bytes are read or refused", arguments: 0..<8)
    func anything(seed: Int) {
        var numbers = SplitMix(state: UInt64(seed))
        let parts: [UInt8] = Array(",,\"\"\n\r a1.".utf8) + [0, 0xEF, 0xFF]
        for _ in 0..<500 {
            let bytes = (0..<40).map { _ in parts[Int(numbers.next() % UInt64(parts.count))] }
            var reader = CSVReader(bytes)
            var last = 0
            while (try? reader.next()) == true {
                #expect(reader.line > last && reader.count == reader.texts.count)
                last = reader.line
                for column in 0..<reader.count { _ = reader.number(column) }
            }
        }
    }
}
