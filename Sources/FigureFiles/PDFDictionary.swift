/// Extracts the strings of a dictionary in a PDF file.
struct PDFDictionary {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The keys with string values, up to the end of the dictionary or of the bytes.
    mutating func strings() -> [String: String] {
        guard let start = bytes.firstRange(of: Array("<<".utf8)), start.lowerBound < 64 else { return [:] }
        place = start.upperBound
        var found: [String: String] = [:]
        var key = ""
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "/"):
                place += 1
                key = name()
            case UInt8(ascii: "("):
                place += 1
                if let text = literal() { found[key] = decoded(text) }
            case UInt8(ascii: "<"):
                place += 1
                if let text = hexadecimal() { found[key] = decoded(text) }
            case UInt8(ascii: ">"):
                return found
            default:
                place += 1
            }
        }
        return found
    }

    private mutating func name() -> String {
        let start = place
        while place < bytes.count, bytes[place] > 32, !"/()<>[]{}%".utf8.contains(bytes[place]) { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    /// Reads up to the closing parenthesis; nil if it is missing.
    private mutating func literal() -> [UInt8]? {
        var text: [UInt8] = []
        var depth = 1
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                text.append(byte)
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return text }
                text.append(byte)
            case UInt8(ascii: "\\"): escape(&text)
            default: text.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(_ text: inout [UInt8]) {
        guard place < bytes.count else { return }
        let byte = bytes[place]
        let digits = bytes[place...].prefix(3).prefix { (48...55).contains($0) }
        if !digits.isEmpty {
            place += digits.count
            text.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1 - 48) }))
            return
        }
        place += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case 10: break
        default: text.append(byte)
        }
    }

    /// Reads up to ">"; nil if it is missing.
    private mutating func hexadecimal() -> [UInt8]? {
        var text: [UInt8] = []
        var half: UInt8?
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: ">") {
                if let half { text.append(half << 4) }
                return text
            }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { continue }
            if let first = half {
                text.append(first << 4 | UInt8(digit))
                half = nil
            } else {
                half = UInt8(digit)
            }
        }
        return nil
    }

    /// UTF-16 if the text begins with a byte order mark, otherwise Latin-1, which PDFDocEncoding mostly equals.
    private func decoded(_ text: [UInt8]) -> String {
        guard text.starts(with: [0xFE, 0xFF]) else {
            var scalars = String.UnicodeScalarView()
            for byte in text { scalars.append(Unicode.Scalar(byte)) }
            return String(scalars)
        }
        let units = stride(from: 2, to: text.count - 1, by: 2).map { UInt16(text[$0]) << 8 | UInt16(text[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }
}
