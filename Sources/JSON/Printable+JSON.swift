package import Text

extension Printable {
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
