/// What makes a text not JSON (RFC 8259), and where. The wording is in `description`.
public struct JSONSyntaxError: Error, Sendable, Equatable {
    /// What is wrong.
    public var kind: Kind
    /// Where it is wrong.
    public var position: JSONPosition
    /// The same place as bytes from the start of the text.
    public var offset: Int

    /// Something that is open until its closing mark.
    public enum Container: String, Sendable {
        case object
        case list
        case string
    }

    /// The ways not to be JSON.
    public enum Kind: Sendable, Equatable {
        /// Nothing, or spaces.
        case empty
        /// A byte that is not UTF-8 where it stands.
        case notUTF8(byte: UInt8)
        /// A byte order mark of UTF-16.
        case utf16
        /// A character where another was due.
        case unexpected(String, expected: String)
        /// The text ended inside of something.
        case end(inside: Container, openedOnLine: Int)
        /// The text ended after a key or a comma that wants more.
        case endWanting(String)
        /// A comma before a closing mark.
        case trailingComma(before: String)
        /// `//`, `/*` or `#`.
        case comment
        /// `NaN`, `Infinity` and the like.
        case notFinite(String)
        /// A word that is no value; `meant` is what may have been meant.
        case word(String, meant: String?)
        /// A key without quotes.
        case unquotedKey(String)
        /// Single quotes.
        case singleQuotes
        /// `01`, `+1`, `.5`, `1.` and the like.
        case malformedNumber(String)
        /// A number beyond ±1.8e308.
        case numberTooLarge(String)
        /// A backslash before something that JSON does not escape.
        case badEscape(String)
        /// Half of a surrogate pair.
        case loneSurrogate(String)
        /// A control character, such as a line break, inside a string.
        case controlCharacter(UInt8)
        /// More objects and lists in each other than the limit.
        case tooDeep(limit: Int)
        /// Something after the value.
        case trailing(String)
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    /// What is wrong, without the place.
    public var description: String { "not JSON: \(kind)" }
}

extension JSONSyntaxError.Kind: CustomStringConvertible {
    /// What is wrong, without the place.
    public var description: String {
        switch self {
        case .empty: "the file is empty"
        case .notUTF8(let byte): "byte 0x\(String(byte, radix: 16)) is not UTF-8"
        case .utf16: "the file is UTF-16; save it as UTF-8"
        case .unexpected(let found, let expected): "\(found) where \(expected) should be"
        case .end(let container, let line): "the file ends inside the \(container.rawValue) that line \(line) opens"
        case .endWanting(let wanted): "the file ends where \(wanted) should be"
        case .trailingComma(let mark): "trailing comma before \"\(mark)\""
        case .comment: "JSON has no comments"
        case .notFinite(let word): "\(word) is not a JSON number"
        case .word(let word, let meant?): "\(word) is not a JSON value; did you mean \(meant)?"
        case .word(let word, nil): "\(word) is not a JSON value; strings go in double quotes"
        case .unquotedKey(let key): "the key \(key) is not in double quotes"
        case .singleQuotes: "single quotes; strings and keys go in double quotes"
        case .malformedNumber(let literal): "\(literal) is not a JSON number"
        case .numberTooLarge(let literal): "\(literal) is too large"
        case .badEscape(let escape): "\(escape) is not an escape of JSON"
        case .loneSurrogate(let escape): "\(escape) is half of a surrogate pair"
        case .controlCharacter(0x0A), .controlCharacter(0x0D): "a line break inside a string; write \\n"
        case .controlCharacter(0x09): "a tab inside a string; write \\t"
        case .controlCharacter(let byte): "control character 0x\(String(byte, radix: 16)) inside a string"
        case .tooDeep(let limit): "more than \(limit) objects and lists inside each other"
        case .trailing(let found): "\(found) after the end of the value"
        }
    }
}
