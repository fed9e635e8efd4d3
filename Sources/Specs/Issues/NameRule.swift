import JSON
import Text

/// Which strings are valid as an experiment's name, which is a folder's name too.
package enum NameRule {
    /// Longest name, in characters; file systems allow about twice that.
    package static let limit = 100

    /// JSON Schema's pattern of a name.
    package static let pattern = "^[A-Za-z0-9_-][A-Za-z0-9._-]*$"

    /// The reason why a name is invalid; nil: it is valid.
    package static func issue(in name: String) -> SpecIssue.NameIssue? {
        if name.isEmpty { return .empty }
        if let bad = name.unicodeScalars.first(where: { !isAllowed($0) }) {
            return .character(Printable.quoted(String(bad)))
        }
        if name.hasPrefix(".") { return .leadingDot }
        return name.utf8.count > limit ? .tooLong(limit: limit) : nil
    }

    package static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        guard let byte = UInt8(exactly: scalar.value) else { return false }
        return JSONCursor.isWordByte(byte) || scalar == "." || scalar == "-"
    }
}
