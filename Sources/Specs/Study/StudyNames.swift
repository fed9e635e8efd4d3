import Files
import Foundation
import JSON

/// Names of a study's experiments, which are names of folders too. Invalid characters become "-". A name that is then too
/// long, or equal to another, ends in digits of a hash of the intended name.
enum StudyNames {
    /// - Parameters:
    ///   - study: its name, valid as a name.
    ///   - suffixes: the end of each experiment's name.
    static func names(of study: String, _ suffixes: [String]) -> [String] {
        let wanted = suffixes.map { study + $0 }
        let replaced = wanted.map(replaced)
        var counts: [String: Int] = [:]
        for name in replaced { counts[name, default: 0] += 1 }
        return zip(wanted, replaced).map { wanted, name in
            // Equal intended names stay equal; an issue reports them.
            let isTaken = name != wanted && counts[name, default: 0] > 1
            return isTaken || name.utf8.count > NameRule.limit ? shortened(name, of: wanted) : name
        }
    }

    /// An experiment's name, valid as a name, with the variant at its end.
    static func name(_ name: String, variant: String) -> String {
        let wanted = name + "-" + variant
        return wanted.utf8.count > NameRule.limit ? shortened(wanted, of: wanted) : wanted
    }

    /// A value as a part of a name: 0.3, documented, 0.95-0.85.
    static func label(_ value: JSONValue) -> String {
        switch value {
        case .array(let elements): elements.map(label).joined(separator: "-")
        case .object(let members): members.map { "\($0.key)-\(label($0.value))" }.joined(separator: "-")
        case .string(let string): string
        default: JSONWriter.compact(value)
        }
    }

    /// A part of a name that is different for different texts, although the others are not known: a text with invalid
    /// characters gets digits of its hash.
    static func safe(_ text: String) -> String {
        let name = replaced(text)
        return name == text ? name : name + "-" + digits(of: text)
    }

    /// Eight digits of the hash of a text.
    static func digits(of text: String) -> String { String(ContentDigest.of(text).prefix(8)) }

    private static func replaced(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.map { NameRule.isAllowed($0) ? $0 : "-" }))
    }

    private static func shortened(_ name: String, of wanted: String) -> String {
        let digits = digits(of: wanted)
        return name.prefix(NameRule.limit - digits.count - 1) + "-" + digits
    }
}
