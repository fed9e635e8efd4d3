/// What a header says somewhere.
enum HeaderValue: Equatable {
    case string(String)
    /// Digits alone, and not too many of them.
    case count(Int)
    case list([HeaderValue])
    case object([Member])
    /// Another number, true, false or null, as it is written.
    case other(String)

    struct Member: Equatable {
        var key: String
        var value: HeaderValue

        /// Byte by byte: `==` takes a time that grows with the square of a run of marks that combine.
        func isNamed(_ name: String) -> Bool { key.utf8.elementsEqual(name.utf8) }
    }

    private var isList: Bool { if case .list = self { true } else { false } }

    /// As a message names it.
    var text: String {
        switch self {
        case .string: "a string"
        case .count(let count): "\(count)"
        case .list(let elements) where elements.count <= 16:
            "[" + elements.map { $0.isList ? "[...]" : $0.text }.joined(separator: ", ") + "]"
        case .list(let elements): "[\(elements.count) entries]"
        case .object: "an object"
        case .other(let text): text
        }
    }
}

/// A strict reader of a header's JSON (RFC 8259) that keeps the order of keys and those that are there twice.
///
/// Foundation's takes `true` for 1, 1.0 for a count, and the last of two equal keys for both.
struct HeaderJSON {
    /// Objects and lists inside each other; a header needs three.
    static let depthLimit = 8

    private let bytes: [UInt8]
    private var offset = 0

    /// The object that the bytes are, spaces behind it aside.
    static func read(_ bytes: [UInt8]) throws(Safetensors.HeaderTrouble) -> [HeaderValue.Member] {
        var reader = HeaderJSON(bytes: bytes)
        let value = try reader.value(depth: 1)
        reader.skipSpace()
        guard reader.offset == bytes.count else { throw reader.trouble }
        guard case .object(let members) = value else { throw .notAnObject }
        return members
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private var trouble: Safetensors.HeaderTrouble { .notJSON(byte: offset) }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: mark) else { return false }
        offset += 1
        return true
    }

    private mutating func value(depth: Int) throws(Safetensors.HeaderTrouble) -> HeaderValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return .object(try members(depth: depth))
        case UInt8(ascii: "["): return .list(try elements(depth: depth))
        case UInt8(ascii: "\""): return .string(try string())
        default: return try scalar()
        }
    }

    private mutating func members(depth: Int) throws(Safetensors.HeaderTrouble) -> [HeaderValue.Member] {
        guard depth <= Self.depthLimit else { throw .tooDeep(limit: Self.depthLimit) }
        offset += 1
        var members: [HeaderValue.Member] = []
        skipSpace()
        if skip("}") { return members }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw trouble }
            let key = try string()
            skipSpace()
            guard skip(":") else { throw trouble }
            members.append(.init(key: key, value: try value(depth: depth + 1)))
            skipSpace()
            if skip("}") { return members }
            guard skip(",") else { throw trouble }
        }
    }

    private mutating func elements(depth: Int) throws(Safetensors.HeaderTrouble) -> [HeaderValue] {
        guard depth <= Self.depthLimit else { throw .tooDeep(limit: Self.depthLimit) }
        offset += 1
        var elements: [HeaderValue] = []
        skipSpace()
        if skip("]") { return elements }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if skip("]") { return elements }
            guard skip(",") else { throw trouble }
        }
    }

    private mutating func string() throws(Safetensors.HeaderTrouble) -> String {
        let start = offset
        offset += 1
        var units: [UInt8] = []
        while let byte = next {
            offset += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: units, as: UTF8.self) else { throw .notJSON(byte: start) }
                return text
            case UInt8(ascii: "\\"): units += String(try escape()).utf8
            case ..<0x20: throw .notJSON(byte: offset - 1)
            default: units.append(byte)
            }
        }
        throw trouble
    }

    /// What stands behind a backslash.
    private mutating func escape() throws(Safetensors.HeaderTrouble) -> Unicode.Scalar {
        guard let mark = next else { throw trouble }
        offset += 1
        switch mark {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(mark)
        case UInt8(ascii: "u"):
            let first = try codeUnit()
            if let scalar = Unicode.Scalar(first) { return scalar }
            guard skip("\\"), skip("u") else { throw trouble }
            let second = try codeUnit()
            guard (0xD800..<0xDC00).contains(first), (0xDC00..<0xE000).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
            else { throw trouble }
            return scalar
        default: throw .notJSON(byte: offset - 1)
        }
    }

    /// Four hexadecimal digits.
    private mutating func codeUnit() throws(Safetensors.HeaderTrouble) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw trouble }
            unit = unit << 4 | UInt16(digit)
            offset += 1
        }
        return unit
    }

    /// A number, true, false or null.
    private mutating func scalar() throws(Safetensors.HeaderTrouble) -> HeaderValue {
        let start = offset
        while let byte = next, isOfScalar(byte) { offset += 1 }
        let text = String(decoding: bytes[start..<min(offset, start + 40)], as: UTF8.self)
        guard offset - start <= 40 else { throw .notJSON(byte: start) }
        if ["true", "false", "null"].contains(text) { return .other(text) }
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let rest = Array(text.utf8.dropFirst(isNegative ? 1 : 0))
        let digits = rest.prefix { (0x30...0x39).contains($0) }.count
        guard digits == 1 || digits > 1 && rest[0] != 0x30, isFractionAndExponent(rest.dropFirst(digits)) else {
            throw .notJSON(byte: start)
        }
        if digits == rest.count, !isNegative, let count = Int(text) { return .count(count) }
        return .other(text)
    }

    /// Whether bytes are nothing, or ".5", "e-3", ".5E+3".
    private func isFractionAndExponent(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        func digits() -> Int { rest.prefix { (0x30...0x39).contains($0) }.count }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard digits() > 0 else { return false }
            rest = rest.dropFirst(digits())
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard digits() > 0 else { return false }
            rest = rest.dropFirst(digits())
        }
        return rest.isEmpty
    }

    private func isOfScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
