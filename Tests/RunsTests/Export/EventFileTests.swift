import TestSupport
import Specs
import Runs
import Testing

/// The records of an event file; stops at a wrong checksum or length.
private func records(_ bytes: [UInt8]) -> [[UInt8]] {
    func word(_ place: Int, count: Int) -> UInt64 {
        bytes[place..<(place + count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    var records: [[UInt8]] = []
    var place = 0
    while place + 16 <= bytes.count {
        let length = Int(word(place, count: 8))
        guard word(place + 8, count: 4) == UInt64(CRC32C.masked(bytes[place..<(place + 8)])),
            place + 16 + length <= bytes.count
        else { break }
        let data = Array(bytes[(place + 12)..<(place + 12 + length)])
        guard word(place + 12 + length, count: 4) == UInt64(CRC32C.masked(data)) else { break }
        records.append(data)
        place += 16 + length
    }
    return place == bytes.count ? records : []
}

private func bytes(_ hex: String) -> [UInt8] {
    stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
}

/// The first bytes of a PNG file of this size and colour type; no more are read.
private func png(width: UInt8, height: UInt8, colours: UInt8) -> [UInt8] {
    bytes("89504e470d0a1a0a0000000d49484452") + [0, 0, 0, width, 0, 0, 0, height, 8, colours, 0, 0, 0, 1, 2, 3, 4]
}

@Suite("TensorBoard's event files")
struct EventFileTests {
    @Test(
        "checksums published with RFC 3720, and that of the nine digits",
        arguments: [
            (Array(repeating: 0, count: 32), 0x8A91_36AA), (Array(repeating: 0xFF, count: 32), 0x62A8_AB43),
            (Array(0..<32), 0x46DD_794E), (Array((0..<32).reversed()), 0x113F_DB5C),
            (Array("123456789".utf8), 0xE306_9283), ([], 0),
        ] as [([UInt8], UInt32)])
    func checksums(data: [UInt8], checksum: UInt32) {
        #expect(CRC32C.checksum(data) == checksum)
        #expect(CRC32C.masked(data) == (checksum >> 15 | checksum << 17) &+ 0xA282_EAD8)
    }

    /// The bytes are those of Google's Python library.
    @Test("the first record says the version")
    func version() {
        #expect(records(EventFile().bytes) == [bytes("1a0d") + Array("brain.Event:2".utf8)])
        #expect(
            records(EventFile(wallTime: 1.5).bytes)
                == [bytes("09000000000000f83f1a0d") + Array("brain.Event:2".utf8)])
    }

    @Test("a scalar with its time and step, as Google's library writes it")
    func scalar() {
        var file = EventFile(wallTime: 1.5)
        file.addScalar("a", 0.25, step: 300)
        #expect(records(file.bytes).last == bytes("09000000000000f83f10ac022a0a0a080a0161150000803e"))
    }

    @Test("steps at the ends of a varint's bytes", arguments: [(127, "7f"), (128, "8001"), (16_384, "808001")])
    func varints(step: Int64, hex: String) {
        var file = EventFile()
        file.addScalar("a", 0.25, step: step)
        #expect(records(file.bytes).last == bytes("10" + hex + "2a0a0a080a0161150000803e"))
    }

    @Test("a step below 0 and a value of 0 are written, step 0 is not")
    func zero() {
        var file = EventFile()
        file.addScalar("a", 0, step: 0)
        file.addScalar("a", .nan, step: -1)
        #expect(records(file.bytes)[1] == bytes("2a0a0a080a01611500000000"))
        #expect(records(file.bytes)[2] == bytes("10ffffffffffffffffff012a0a0a080a0161150000c07f"))
    }

    @Test("a text, as Google's library writes it")
    func text() {
        var file = EventFile()
        file.addText("s", "hi")
        #expect(records(file.bytes).last == bytes("2a1b0a190a0173420808071200420268694a0a0a060a04746578742002"))
    }

    @Test("an image with its size and channels", arguments: [(0, 1), (2, 3), (3, 3), (4, 2), (6, 4)])
    func image(colours: UInt8, channels: UInt8) throws {
        let picture = png(width: 3, height: 200, colours: colours)
        var file = EventFile()
        try file.addImage("i", png: picture, step: 5)
        let fields: [UInt8] = [8, 200, 1, 16, 3, 24, channels, 34, UInt8(picture.count)] + picture
        let value: [UInt8] = [10, 1, 105, 34, UInt8(fields.count)] + fields
        let summary: [UInt8] = [10, UInt8(value.count)] + value
        #expect(records(file.bytes).last == [16, 5, 42, UInt8(summary.count)] + summary)
    }

    @Test("what is no PNG file is refused, and nothing is added")
    func noImage() {
        var file = EventFile()
        let before = file
        let good = png(width: 1, height: 1, colours: 2)
        let bad = [
            [], Array(good.prefix(28)), Array("GIF89a".utf8) + good, png(width: 0, height: 1, colours: 2),
            png(width: 1, height: 0, colours: 2), png(width: 1, height: 1, colours: 5),
            Array(good.prefix(16)) + [0x80] + Array(good.dropFirst(17)),
        ]
        for picture in bad {
            #expect(throws: ExportError.notPNG("i")) { try file.addImage("i", png: picture) }
        }
        #expect(file == before)
        #expect(throws: Never.self) { try file.addImage("i", png: good) }
    }

    @Test("long records and every length of a varint", arguments: [0, 1, 127, 128, 300, 70_000])
    func lengths(count: Int) {
        var file = EventFile()
        file.addText("t", String(repeating: "x", count: count))
        file.addScalar("after", 1, step: .max)
        #expect(records(file.bytes).count == 3)
        #expect(records(file.bytes)[1].count >= count)
    }

    @Test("a table: a scalar for each number, under its column's name")
    func table() throws {
        var table = try ExportTable(columns: ["step", "loss", "note", "seed"])
        try table.append([.integer(3), .number(0.5), .text("x"), .unsigned(2)])
        try table.append([.number(4), .missing, .flag(true), .integer(7)])
        var file = EventFile()
        try file.addScalars(table, steps: "step", prefix: "train/")
        var expected = EventFile()
        expected.addScalar("train/loss", 0.5, step: 3)
        expected.addScalar("train/seed", 2, step: 3)
        expected.addScalar("train/seed", 7, step: 4)
        #expect(file == expected)
        #expect(file.bytes == expected.bytes)
    }

    @Test("a table without steps adds nothing")
    func badTable() throws {
        var table = try ExportTable(columns: ["step", "loss"])
        try table.append([.integer(0), .number(1)])
        try table.append([.number(0.5), .number(1)])
        var file = EventFile()
        #expect(throws: ExportError.noColumn("epoch")) { try file.addScalars(table, steps: "epoch", prefix: "") }
        #expect(throws: ExportError.notAStep(column: "step", row: 1)) {
            try file.addScalars(table, steps: "step", prefix: "")
        }
        #expect(file == EventFile())
        for step in [ExportTable.Value.number(.nan), .number(1e300), .unsigned(.max), .missing, .text("1")] {
            var table = try ExportTable(columns: ["step"])
            try table.append([step])
            #expect(throws: ExportError.self) { try file.addScalars(table, steps: "step", prefix: "") }
        }
    }

    @Test("a block of code keeps its lines")
    func code() {
        #expect(EventFile.codeBlock("{\n  \"a\": 1\r\n\n}") == "    {\n      \"a\": 1\n    \n    }")
        #expect(EventFile.codeBlock("") == "    ")
    }
}
