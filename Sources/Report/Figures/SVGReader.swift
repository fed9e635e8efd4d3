/// The tokens of an SVG file, one after the other, by a reader that knows no more of XML than figures need: no
/// declarations of types, no comments, no sections of raw text.
struct SVGReader {
    enum Token: Equatable {
        case start(name: String, attributes: [Attribute], isEmpty: Bool)
        case end(name: String)
        /// As it stands, with its entities.
        case text(ArraySlice<UInt8>)
    }

    struct Attribute: Equatable {
        var name: String
        /// As it stands between its double quotes, with its entities.
        var value: ArraySlice<UInt8>
        var offset: Int
    }

    private let bytes: [UInt8]
    private(set) var offset = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The next token; nil at the end.
    mutating func next() throws(FigureTrouble) -> Token? {
        if offset == 0, matches("<?xml") { try skipProlog() }
        guard offset < bytes.count else { return nil }
        guard matches("<") else { return .text(try text()) }
        offset += 1
        if matches("/") {
            offset += 1
            let name = try self.name()
            skipSpace()
            try expect(">")
            return .end(name: name)
        }
        let name = try self.name()
        var attributes: [Attribute] = []
        while true {
            let before = offset
            skipSpace()
            if matches("/") {
                offset += 1
                try expect(">")
                return .start(name: name, attributes: attributes, isEmpty: true)
            }
            if matches(">") {
                offset += 1
                return .start(name: name, attributes: attributes, isEmpty: false)
            }
            if offset == before { throw trouble("a space before an attribute") }
            attributes.append(try attribute())
        }
    }

    private mutating func attribute() throws(FigureTrouble) -> Attribute {
        let start = offset
        let name = try self.name()
        try expect("=")
        try expect("\"")
        let value = try run(until: UInt8(ascii: "\""))
        if value.contains(UInt8(ascii: "<")) { throw trouble("no < in an attribute") }
        offset += 1
        return Attribute(name: name, value: value, offset: start)
    }

    private mutating func text() throws(FigureTrouble) -> ArraySlice<UInt8> {
        let start = offset
        while offset < bytes.count, !matches("<") { offset += 1 }
        let text = bytes[start..<offset]
        if text.contains(0) { throw trouble("no zero byte") }
        return text
    }

    private mutating func name() throws(FigureTrouble) -> String {
        let start = offset
        while offset < bytes.count, Self.isNameByte(bytes[offset]) { offset += 1 }
        if start == offset { throw trouble("a name") }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func run(until end: UInt8) throws(FigureTrouble) -> ArraySlice<UInt8> {
        guard let place = bytes[offset...].firstIndex(of: end) else {
            throw trouble(String(decoding: [end], as: UTF8.self))
        }
        let run = bytes[offset..<place]
        if run.contains(0) { throw trouble("no zero byte") }
        offset = place
        return run
    }

    private mutating func skipProlog() throws(FigureTrouble) {
        _ = try run(until: UInt8(ascii: ">"))
        offset += 1
    }

    private mutating func skipSpace() {
        while offset < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[offset]) { offset += 1 }
    }

    private mutating func expect(_ text: String) throws(FigureTrouble) {
        guard matches(text) else { throw trouble(text) }
        offset += text.utf8.count
    }

    private func matches(_ text: String) -> Bool { bytes[min(offset, bytes.count)...].starts(with: text.utf8) }

    func trouble(_ expected: String) -> FigureTrouble {
        FigureTrouble(figure: "", kind: .syntax(expected), offset: offset)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_")
        }
    }
}
