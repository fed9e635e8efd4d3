/// Text of others made fit for one line of a terminal: control and formatting characters, which could break the line,
/// colour it or turn it round, become escapes; what is long is cut.
enum Printable {
    /// As it is, but for escapes and the cut.
    static func text(_ string: String, limit: Int = 200) -> String {
        var text = ""
        for (count, scalar) in string.unicodeScalars.enumerated() {
            if count == limit { return text + "…" }
            text += isPlain(scalar) ? String(scalar) : JSONWriter.escape(scalar)
        }
        return text
    }

    /// In double quotes, as JSON.
    static func quoted(_ string: String, limit: Int = 60) -> String {
        let cut = String(String.UnicodeScalarView(string.unicodeScalars.prefix(limit)))
        let mark = string.unicodeScalars.count > limit ? "…" : ""
        return text(JSONWriter.quoted(cut + mark), limit: .max)
    }

    /// A value as a message names it: `1.3`, `"fast"`, `[1, 10]`, `an object`.
    static func value(_ node: JSONNode) -> String {
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

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
        default: true
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
