/// Puts the tables of a TrueType font into a file.
enum FontWriter {
    /// The file: a directory with checksums, then the tables, each at a multiple of four bytes.
    /// - Parameter tables: by the order of their names; "head" among them.
    static func file(_ tables: [(tag: String, bytes: [UInt8])]) -> [UInt8] {
        let power = Int.bitWidth - 1 - tables.count.leadingZeroBitCount
        let range = 16 << power
        var file: [UInt8] = [0, 1, 0, 0]
        for word in [tables.count, range, power, 16 * tables.count - range] { file.append(word: word) }
        var offset = 12 + 16 * tables.count
        var adjustment: Int?
        for (tag, bytes) in tables {
            var bytes = bytes
            if tag == "head" {
                adjustment = offset + 8
                for place in 8..<min(12, bytes.count) { bytes[place] = 0 }
            }
            file += Array(tag.utf8)
            file.append(long: checksum(bytes))
            file.append(long: offset)
            file.append(long: bytes.count)
            offset += (bytes.count + 3) / 4 * 4
        }
        for (tag, bytes) in tables {
            let start = file.count
            file += bytes
            if tag == "head" { for place in start + 8..<min(start + 12, file.count) { file[place] = 0 } }
            while file.count % 4 != 0 { file.append(0) }
        }
        if let adjustment {
            let value = 0xB1B0_AFBA - checksum(file)
            file.set(word: value >> 16, at: adjustment)
            file.set(word: value, at: adjustment + 2)
        }
        return file
    }

    /// A table of names: family, style, whole name and PostScript's, for Windows in UTF-16.
    static func names(_ family: String) -> [UInt8] {
        let names = [(1, family), (2, "Regular"), (4, family), (6, family.filter { $0 != " " })]
        var (table, texts): ([UInt8], [UInt8]) = ([], [])
        for word in [0, names.count, 6 + 12 * names.count] { table.append(word: word) }
        for (number, text) in names {
            var bytes: [UInt8] = []
            for unit in text.utf16.prefix(63) { bytes.append(word: Int(unit)) }
            for word in [3, 1, 0x409, number, bytes.count, texts.count] { table.append(word: word) }
            texts += bytes
        }
        return table + texts
    }

    /// The sum of big-endian words of four bytes, the last one filled up with zeros.
    private static func checksum(_ bytes: [UInt8]) -> Int {
        var sum: UInt32 = 0
        for (index, byte) in bytes.enumerated() { sum &+= UInt32(byte) << UInt32(8 * (3 - index % 4)) }
        return Int(sum)
    }
}
