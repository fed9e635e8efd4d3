/// The specs of a figure that shows several: a JSON list.
enum SpecList {
    /// The texts of a list's elements; nil if the bytes are not a complete list. Each text begins with the line breaks that
    /// precede it, so that issues have the list's lines.
    static func split(_ bytes: [UInt8]) -> [[UInt8]]? {
        guard let start = bytes.firstIndex(where: { $0 > 32 }), bytes[start] == UInt8(ascii: "[") else { return nil }
        var (depth, isText, isEscaped) = (0, false, false)
        var (parts, part): ([[UInt8]], [UInt8]) = ([], [])
        var lines = 0
        for byte in bytes[(start + 1)...] {
            if byte == UInt8(ascii: "\n") { lines += 1 }
            if isText {
                isText = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
                part.append(byte)
                continue
            }
            let closes = byte == UInt8(ascii: "]") && depth == 0
            if closes || byte == UInt8(ascii: ",") && depth == 0 {
                if !closes || part.contains(where: { $0 > 32 }) { parts.append(part) }
                if closes { return parts }
                part = [UInt8](repeating: UInt8(ascii: "\n"), count: lines)
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            part.append(byte)
        }
        return nil
    }
}
