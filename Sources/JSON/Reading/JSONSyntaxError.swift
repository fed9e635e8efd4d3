/// A violation of JSON's syntax (RFC 8259) and its position. `description` has the wording.
public struct JSONSyntaxError: Error, Sendable, Equatable {
    /// The kind of error.
    public var kind: Kind
    /// The position of the error.
    public var position: JSONPosition
    /// The position as an offset from the start of the text, bytes.
    public var offset: Int

    /// A construct with a closing mark.
    public enum Container: String, Sendable {
        case object
        case list
        case string
    }

    /// The kinds of errors.
    public enum Kind: Sendable, Equatable {
        /// The text is empty or has white space only.
        case empty
        /// A byte is not valid UTF-8.
        case notUTF8(byte: UInt8)
        /// The text begins with a byte order mark of UTF-16.
        case utf16
        /// A character differs from the expected one.
        case unexpected(String, expected: String)
        /// The text ends inside an object, a list or a string.
        case end(inside: Container, openedOnLine: Int)
        /// The text ends after a key or a comma.
        case endWanting(String)
        /// A comma before a closing mark.
        case trailingComma(before: String)
        /// `//`, `/*` or `#`.
        case comment
        /// `NaN`, `Infinity` and the like.
        case notFinite(String)
        /// A word that is not a value; `meant` is the value that was probably meant.
        case word(String, meant: String?)
        /// A key without quotes.
        case unquotedKey(String)
        /// Single quotes.
        case singleQuotes
        /// `01`, `+1`, `.5`, `1.` and the like.
        case malformedNumber(String)
        /// A number beyond ±1.8e308.
        case numberTooLarge(String)
        /// An escape that JSON does not have.
        case badEscape(String)
        /// Half of a surrogate pair.
        case loneSurrogate(String)
        /// A control character, such as a line break, inside a string.
        case controlCharacter(UInt8)
        /// Nesting of objects and lists exceeds the limit.
        case tooDeep(limit: Int)
        /// Text follows the value.
        case trailing(String)
    }
}

extension JSONSyntaxError: CustomStringConvertible {
    /// The error without its position.
    public var description: String { "not JSON: \(kind)" }
}

extension JSONSyntaxError.Kind: CustomStringConvertible {
    /// The error without its position.
    public var description: String {
        switch self {
        case .empty: "the file is empty"
        case .notUTF8(let byte): "byte 0x\(String(byte, radix: 16)) is not UTF-8"
        case .utf16: "the file is UTF-16; save it as UTF-8"
        case .unexpected(let found, let expected): "\(found) instead of \(expected)"
        case .end(let container, let line): "the file ends inside the \(container.rawValue) that line \(line) opens"
        case .endWanting(let wanted): "the file ends before \(wanted)"
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
        case .tooDeep(let limit): "objects and lists are nested more than \(limit) deep"
        case .trailing(let found): "\(found) after the end of the value"
        }
    }
}
