extension Safetensors {
    /// All that keeps bytes from being the safetensors file that is wanted.
    public struct Failure: Error, Sendable, Equatable {
        /// At least one.
        public var problems: [Problem]
    }

    /// One thing that is wrong with a file. It holds data; the wording is `description`, one line.
    public enum Problem: Sendable, Equatable {
        /// Fewer bytes than the header says.
        case cutOff(expected: Int, found: Int)
        /// The file does not begin as the format asks for.
        case header(HeaderError)
        /// Bytes behind the header that are no tensor's.
        case unusedBytes(Int)
        /// A tensor that breaks the format, or differs from the expected one.
        case tensor(name: String, TensorIssue)
    }

    /// Why the first bytes are no header.
    public enum HeaderError: Error, Sendable, Equatable {
        /// Longer than any header has to be.
        case tooLong(bytes: UInt64, limit: Int)
        /// Not the JSON of a header, from this byte of it on.
        case notJSON(byte: Int)
        /// More objects and lists in each other than any header needs.
        case tooDeep(limit: Int)
        /// JSON, but not an object.
        case notAnObject
    }

    /// The problem of a tensor. Texts are as the file has them.
    public enum TensorIssue: Sendable, Equatable {
        /// The header has the name already.
        case duplicate
        /// The header has one of its keys twice.
        case duplicateKey(String)
        /// The header lacks its type, its shape or its offsets.
        case incomplete
        /// A type of values that the reader does not know.
        case badType(String)
        /// A shape that is not a list of counts.
        case badShape(String)
        /// Offsets that are not two counts.
        case badOffsets(String)
        /// Offsets between which a tensor of this type and shape does not fit.
        case wrongExtent(offsets: [Int], type: String, dims: [Int])
        /// It shares bytes with another one.
        case overlaps(String)
        /// Another type of values than the expected one.
        case type(found: String, wanted: String)
        /// Another shape than the network's.
        case shape(found: [Int], wanted: [Int])
        /// The network has it, the file has not.
        case missing(type: String, dims: [Int])
        /// The file has it, the network has not.
        case unexpected
        /// Values that are infinite or not a number.
        case notFinite(count: Int, of: Int)
        /// Variances below zero.
        case negative(count: Int, of: Int)
        /// Not a number of batches.
        case notACount(Int64)
    }
}

extension Safetensors.Failure: CustomStringConvertible {
    /// One line per problem.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension Safetensors.Problem: CustomStringConvertible {
    /// The problem, without the file's name.
    public var description: String {
        switch self {
        case .cutOff(let expected, let found): "cut off: \(found) bytes of \(expected)"
        case .header(let issue): "not a safetensors file: \(issue)"
        case .unusedBytes(let count): "\(count) bytes belong to no tensor"
        case .tensor(let name, let issue): "tensor \(shown(name)): \(issue)"
        }
    }
}

extension Safetensors.HeaderError: CustomStringConvertible {
    /// The problem, without the file's name.
    public var description: String {
        switch self {
        case .tooLong(let bytes, let limit): "its header would have \(bytes) bytes, more than \(limit)"
        case .notJSON(let byte): "its header is not JSON at byte \(byte)"
        case .tooDeep(let limit): "its header has more than \(limit) objects and lists inside each other"
        case .notAnObject: "its header is not a JSON object"
        }
    }
}

extension Safetensors.TensorIssue: CustomStringConvertible {
    /// The problem, without file and name.
    public var description: String {
        switch self {
        case .duplicate: "is there twice"
        case .duplicateKey(let key): "has \(shown(key)) twice"
        case .incomplete: "needs dtype, shape and two data_offsets"
        case .badType(let text): "dtype \(shown(text)) is not known"
        case .badShape(let text): "shape \(text) is not a list of sizes"
        case .badOffsets(let text): "data_offsets \(text) are not two places in the file"
        case .wrongExtent(let offsets, let type, let dims):
            "data_offsets \(offsets) do not fit \(type) of shape \(dims)"
        case .overlaps(let other): "lies on bytes of \(shown(other))"
        case .type(let found, let wanted): "type \(found), not \(wanted)"
        case .shape(let found, let wanted): "shape \(found), the network has \(wanted)"
        case .missing(let type, let dims): "is missing; the network has \(type) of shape \(dims)"
        case .unexpected: "the network has none of this name"
        case .notFinite(let count, let all): "\(count) of \(all) values are not finite"
        case .negative(let count, let all): "\(count) of \(all) variances are negative"
        case .notACount(let value): "\(value) is not a number of batches"
        }
    }
}

/// A text of the file, made fit for a line: characters beyond ASCII become escapes, long texts are cut.
private func shown(_ text: String) -> String {
    var line = "\""
    for (count, scalar) in text.unicodeScalars.enumerated() {
        if count == 60 {
            line += "..."
            break
        }
        let isPlain = scalar.value >= 0x20 && scalar.value < 0x7F && scalar != "\"" && scalar != "\\"
        line += isPlain ? String(scalar) : "\\u{" + String(scalar.value, radix: 16) + "}"
    }
    return line + "\""
}
