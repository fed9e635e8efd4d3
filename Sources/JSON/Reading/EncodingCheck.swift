/// Checks that a text is UTF-8, before it is parsed.
enum EncodingCheck {
    /// The error at the first invalid byte, or at a byte order mark of UTF-16; nil for valid UTF-8.
    static func error(in bytes: [UInt8]) -> JSONSyntaxError? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return JSONSyntaxError(kind: .utf16, position: JSONPosition(line: 1, column: 1), offset: 0)
        }
        if String(validating: bytes, as: UTF8.self) != nil { return nil }
        guard let offset = firstInvalid(in: bytes) else { return nil }
        var cursor = JSONCursor(bytes)
        while cursor.offset < offset { cursor.advance() }
        return cursor.error(.notUTF8(byte: bytes[offset]))
    }

    private static func firstInvalid(in bytes: [UInt8]) -> Int? {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let scalar): offset += scalar.count
            case .error: return min(offset, bytes.count - 1)
            case .emptyInput: return nil
            }
        }
    }
}
