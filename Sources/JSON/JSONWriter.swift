import Text

/// JSON text of a value. Numbers are the shortest decimals that parse back to the same bits.
package enum JSONWriter {
    /// Indented text: two spaces per level, one line per key, lists of plain values on one line, a final line break.
    package static func pretty(_ value: JSONValue) -> String {
        var text = ""
        write(value, level: 0, to: &text)
        text += "\n"
        return text
    }

    /// Text on one line; `spaced` adds a space after commas and colons.
    package static func compact(_ value: JSONValue, spaced: Bool = false) -> String {
        switch value {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .number(let value): return text(of: value)
        case .string(let value): return quoted(value)
        case .array(let elements):
            let parts = elements.map { compact($0, spaced: spaced) }
            return "[" + parts.joined(separator: spaced ? ", " : ",") + "]"
        case .object(let members):
            let colon = spaced ? ": " : ":"
            let parts = members.map { quoted($0.key) + colon + compact($0.value, spaced: spaced) }
            return "{" + parts.joined(separator: spaced ? ", " : ",") + "}"
        }
    }

    /// The shortest decimal that parses back: `0.05`, `1e-8`, `25`. Traps for NaN and infinities.
    package static func text(of number: Double) -> String { NumberText.shortest(number) }

    /// The string in quotes, with escapes.
    package static func quoted(_ string: String) -> String { string.jsonQuoted }

    private static func write(_ value: JSONValue, level: Int, to text: inout String) {
        let indent = String(repeating: "  ", count: level + 1)
        let close = String(repeating: "  ", count: level)
        switch value {
        case .object(let members) where !members.isEmpty:
            text += "{\n"
            for (index, member) in members.enumerated() {
                text += indent + quoted(member.key) + ": "
                write(member.value, level: level + 1, to: &text)
                text += index + 1 < members.count ? ",\n" : "\n"
            }
            text += close + "}"
        case .array(let elements) where elements.contains(where: \.isContainer):
            text += "[\n"
            for (index, element) in elements.enumerated() {
                text += indent
                write(element, level: level + 1, to: &text)
                text += index + 1 < elements.count ? ",\n" : "\n"
            }
            text += close + "]"
        default:
            text += compact(value, spaced: true)
        }
    }
}

extension JSONValue {
    fileprivate var isContainer: Bool {
        switch self {
        case .array, .object: true
        default: false
        }
    }
}
