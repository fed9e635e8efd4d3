/// Values and text of others as messages show them: on one line, and cut where they are long.
public enum Printable {
    /// As it is, but for escapes and the cut.
    public static func text(_ string: String, limit: Int = 200) -> String { OneLine.text(string, limit: limit) }

    /// In double quotes, as JSON.
    package static func quoted(_ string: String, limit: Int = 60) -> String {
        let cut = String(String.UnicodeScalarView(string.unicodeScalars.prefix(limit)))
        let mark = string.unicodeScalars.count > limit ? "…" : ""
        return text(JSONWriter.quoted(cut + mark), limit: .max)
    }

    /// Some of many names: "a, b, c, ..."
    package static func list(_ names: [String], limit: Int = 8) -> String {
        names.prefix(limit).map { text($0) }.joined(separator: ", ") + (names.count > limit ? ", ..." : "")
    }

    /// A value as a message names it: `1.3`, `"fast"`, `[1, 10]`, `an object`.
    package static func value(_ node: JSONNode) -> String {
        switch node.content {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .number(_, let literal): return text(literal, limit: 40)
        case .string(let string): return quoted(string)
        case .object: return "an object"
        case .array(let elements):
            guard elements.count <= 16, elements.allSatisfy({ !$0.isContainer }) else { return "a list" }
            let parts = elements.map { value($0) }.joined(separator: ", ")
            return parts.unicodeScalars.count <= 100 ? "[\(parts)]" : "a list"
        }
    }
}

extension JSONNode {
    fileprivate var isContainer: Bool {
        switch content {
        case .array, .object: true
        default: false
        }
    }
}
