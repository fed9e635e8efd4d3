import Text

/// The path of a value in a document: `schedule.pct_start`, `model.channels[1]`.
package struct JSONPath: Sendable, Hashable {
    /// A key of an object, or an index of a list.
    package enum Component: Sendable, Hashable {
        case key(String)
        case index(Int)
    }
    package var components: [Component]

    /// The whole document.
    package static let root = JSONPath(components: [])

    /// Creates a path from plain keys, separated by dots.
    package init(_ dotted: String) {
        components = dotted.split(separator: ".").map { .key(String($0)) }
    }

    package init(components: [Component]) {
        self.components = components
    }

    package func appending(key: String) -> JSONPath { JSONPath(components: components + [.key(key)]) }

    package func appending(index: Int) -> JSONPath { JSONPath(components: components + [.index(index)]) }
}

extension JSONPath: CustomStringConvertible {
    /// Keys separated by dots. Unusual keys are quoted, long ones are cut.
    package var description: String {
        var text = ""
        for component in components {
            switch component {
            case .index(let index): text += "[\(index)]"
            case .key(let key): text += (text.isEmpty ? "" : ".") + Self.shown(key)
            }
        }
        return text
    }

    private static func shown(_ key: String) -> String {
        let isPlain =
            !key.isEmpty && key.utf8.count <= 60
            && key.utf8.allSatisfy { JSONCursor.isWordByte($0) || $0 == UInt8(ascii: "-") }
        return isPlain ? key : Printable.quoted(key)
    }
}
