/// From characters to glyphs: the table "cmap".
enum CharacterMap {
    /// The glyph of a character, of a Unicode table of the two kinds that fonts have (4 and 12); 0 where there is none.
    static func glyph(of scalar: Unicode.Scalar, in table: FontBytes) -> Int {
        let code = Int(scalar.value)
        for number in 0..<(table.word(2) ?? 0) {
            let entry = 4 + 8 * number
            guard let platform = table.word(entry), let encoding = table.word(entry + 2),
                platform == 0 && encoding != 5 || platform == 3 && (encoding == 1 || encoding == 10),
                let offset = table.long(entry + 4), let part = table.part(offset, table.count - offset)
            else { continue }
            let found = part.word(0) == 4 ? segmented(code, part) : part.word(0) == 12 ? grouped(code, part) : nil
            if let found, found != 0 { return found }
        }
        return 0
    }

    /// Kind 4: ends of segments, their starts, what is added, and where glyphs are listed.
    private static func segmented(_ code: Int, _ table: FontBytes) -> Int? {
        guard code <= 0xFFFF, let double = table.word(6) else { return nil }
        for segment in 0..<double / 2 {
            guard let end = table.word(14 + 2 * segment), code <= end else { continue }
            let places = (0..<3).map { 16 + double * ($0 + 1) + 2 * segment }
            guard let start = table.word(places[0]), start <= code, let delta = table.word(places[1]),
                let offset = table.word(places[2])
            else { return nil }
            if offset == 0 { return (code + delta) & 0xFFFF }
            guard let glyph = table.word(places[2] + offset + 2 * (code - start)), glyph != 0 else { return nil }
            return (glyph + delta) & 0xFFFF
        }
        return nil
    }

    /// Kind 12: groups of first and last character and first glyph.
    private static func grouped(_ code: Int, _ table: FontBytes) -> Int? {
        var (low, high) = (0, min(table.long(12) ?? 0, table.count / 12))
        while low < high {
            let middle = (low + high) / 2
            let group = 16 + 12 * middle
            guard let first = table.long(group), let last = table.long(group + 4), let glyph = table.long(group + 8)
            else { return nil }
            if code < first {
                high = middle
            } else if code > last {
                low = middle + 1
            } else {
                return glyph + code - first
            }
        }
        return nil
    }

    /// A table of both kinds for characters in rising order, whose glyphs are 1, 2, 3 ...
    static func table(_ scalars: [Unicode.Scalar]) -> [UInt8] {
        var runs: [(first: Int, last: Int, glyph: Int)] = []
        for (index, scalar) in scalars.enumerated() {
            let code = Int(scalar.value)
            if let last = runs.indices.last, runs[last].last + 1 == code {
                runs[last].last = code
            } else {
                runs.append((code, code, index + 1))
            }
        }
        let (four, twelve) = (segments(runs.filter { $0.last < 0xFFFF }), groups(runs))
        var table: [UInt8] = []
        for word in [0, 2, 3, 1] { table.append(word: word) }
        table.append(long: 20)
        for word in [3, 10] { table.append(word: word) }
        table.append(long: 20 + four.count)
        return table + four + twelve
    }

    private static func segments(_ runs: [(first: Int, last: Int, glyph: Int)]) -> [UInt8] {
        let runs = runs + [(0xFFFF, 0xFFFF, 0x10000)]
        let (count, power) = (runs.count, Int.bitWidth - 1 - runs.count.leadingZeroBitCount)
        let range = 2 << power
        var table: [UInt8] = []
        for word in [4, 16 + 8 * count, 0, 2 * count, range, power, 2 * count - range] { table.append(word: word) }
        for run in runs { table.append(word: run.last) }
        table.append(word: 0)
        for run in runs { table.append(word: run.first) }
        for run in runs { table.append(word: run.glyph - run.first) }
        for _ in runs { table.append(word: 0) }
        return table
    }

    private static func groups(_ runs: [(first: Int, last: Int, glyph: Int)]) -> [UInt8] {
        var table: [UInt8] = []
        table.append(word: 12)
        table.append(word: 0)
        for long in [16 + 12 * runs.count, 0, runs.count] { table.append(long: long) }
        for run in runs { for long in [run.first, run.last, run.glyph] { table.append(long: long) } }
        return table
    }
}
