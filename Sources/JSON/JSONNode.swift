/// A place in a text; both count from 1. A column is a Unicode scalar.
public struct JSONPosition: Sendable, Equatable {
    /// Line, from 1; LF, CR LF and CR end one.
    public var line: Int
    /// Column, from 1, in Unicode scalars.
    public var column: Int

    /// A place in a text.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// Where a value was written.
package enum JSONOrigin: Sendable, Equatable {
    /// In the text that was read.
    case text(JSONPosition)
    /// In a command-line argument, the so-many-th of its kind.
    case argument(index: Int, text: String)
    /// In what a study changes for one of its experiments, the so-many-th change: it counts as an argument does.
    case change(index: Int, JSONPosition?)
}

extension JSONOrigin {
    /// The place among all overrides, of arguments and of changes; nil: the file's own text.
    package var overrideIndex: Int? {
        switch self {
        case .text: nil
        case .argument(let index, _), .change(let index, _): index
        }
    }
}

/// A JSON value that knows where it was written, and so do its keys.
package struct JSONNode: Sendable, Equatable {
    package var content: Content
    package var origin: JSONOrigin

    package enum Content: Sendable, Equatable {
        case null
        case bool(Bool)
        /// The value, and the number as it was written.
        case number(Double, literal: String)
        case string(String)
        case array([JSONNode])
        case object([Member])
    }

    package struct Member: Sendable, Equatable {
        package var key: String
        package var keyOrigin: JSONOrigin
        package var node: JSONNode

        package init(key: String, keyOrigin: JSONOrigin, node: JSONNode) {
            self.key = key
            self.keyOrigin = keyOrigin
            self.node = node
        }
    }

    package init(_ content: Content, origin: JSONOrigin) {
        self.content = content
        self.origin = origin
    }
}

extension JSONNode {
    /// The value alone.
    package var value: JSONValue {
        switch content {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let value, _): .number(value)
        case .string(let value): .string(value)
        case .array(let elements): .array(elements.map(\.value))
        case .object(let members): .object(members.map { JSONValue.Member($0.key, $0.node.value) })
        }
    }

    /// A value that was written nowhere, such as a default: all of it gets one origin.
    package init(unwritten value: JSONValue, origin: JSONOrigin) {
        let content: Content =
            switch value {
            case .null: .null
            case .bool(let value): .bool(value)
            case .number(let value): .number(value, literal: JSONWriter.text(of: value))
            case .string(let value): .string(value)
            case .array(let elements): .array(elements.map { JSONNode(unwritten: $0, origin: origin) })
            case .object(let members):
                .object(
                    members.map {
                        Member(key: $0.key, keyOrigin: origin, node: JSONNode(unwritten: $0.value, origin: origin))
                    })
            }
        self.init(content, origin: origin)
    }
}
