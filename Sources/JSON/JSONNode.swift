/// A position in a text.
public struct JSONPosition: Sendable, Equatable {
    /// Line, from 1; LF, CR LF and CR end one.
    public var line: Int
    /// Column, from 1, in Unicode scalars.
    public var column: Int

    /// Creates a position.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// Where a value was written.
package enum JSONOrigin: Sendable, Equatable {
    /// In the text that was read.
    case text(JSONPosition)
    /// In a command-line argument; `index` counts the arguments of its kind, from 0.
    case argument(index: Int, text: String)
    /// In a change that a study makes for one of its experiments; `index` counts the changes, from 0.
    case change(index: Int, JSONPosition?)
}

extension JSONOrigin {
    /// Position among all overrides, both arguments and changes; nil for the file's own text.
    package var overrideIndex: Int? {
        switch self {
        case .text: nil
        case .argument(let index, _), .change(let index, _): index
        }
    }
}

/// A JSON value with its origin and the origins of its keys.
package struct JSONNode: Sendable, Equatable {
    package var content: Content
    package var origin: JSONOrigin

    /// The value of a node.
    package enum Content: Sendable, Equatable {
        case null
        case bool(Bool)
        /// The value, and the number as it was written.
        case number(Double, literal: String)
        case string(String)
        case array([JSONNode])
        case object([Member])
    }

    /// A key of an object and its value.
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

extension [JSONNode.Member] {
    /// The place of a key; nil if the object does not have it.
    package func index(of key: String) -> Int? { firstIndex { $0.key.isExactly(key) } }
}

extension JSONNode {
    /// The value without origins.
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

    /// Creates a node for a value that is not in a text, such as a default. All parts get the same origin.
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
