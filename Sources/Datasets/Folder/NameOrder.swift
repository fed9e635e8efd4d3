/// Natural order of names: whole numbers first, by value; then other names, by their bytes. Extensions count only between
/// equal stems, so 9.png comes before 10.png.
enum NameOrder {
    /// The elements in this order.
    static func sorted<Element>(_ elements: [Element], by name: (Element) -> String) -> [Element] {
        // Each name is parsed once, not at every comparison.
        elements.indices.map { Key(name(elements[$0]), index: $0) }.sorted().map { elements[$0.index] }
    }

    private struct Key: Comparable {
        var isNumber: Bool
        var number: UInt64
        var name: String
        var index: Int

        init(_ name: String, index: Int) {
            let number = Self.number(name)
            isNumber = number != nil
            self.number = number ?? 0
            self.name = name
            self.index = index
        }

        static func < (one: Key, other: Key) -> Bool {
            if one.isNumber != other.isNumber { return one.isNumber }
            if one.number != other.number { return one.number < other.number }
            return one.name.utf8.lexicographicallyPrecedes(other.name.utf8)
        }

        private static func number(_ name: String) -> UInt64? {
            var value: UInt64?
            for byte in name.utf8 {
                if byte == UInt8(ascii: ".") { break }
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                let (tens, overflows) = (value ?? 0).multipliedReportingOverflow(by: 10)
                let (sum, carries) = tens.addingReportingOverflow(UInt64(byte & 15))
                guard !overflows, !carries else { return nil }
                value = sum
            }
            return value
        }
    }
}
