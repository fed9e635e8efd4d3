package import JSON

/// A change of a spec from the command line: a dotted key and its new value.
public struct SpecOverride: Sendable, Equatable {
    /// `schedule.pct_start=0.2`, for messages.
    public let text: String
    private let parsed: Result<SpecChange, OverrideError>
    /// Whether the change makes another experiment, with another name, if it changes the training.
    let isOfVariant: Bool

    /// The limit on the parts of a key: as deep as JSON may be.
    static let maxDepth = 64

    /// Reads `KEY=VALUE`. VALUE is JSON if it parses as JSON, else a string. An invalid text is an issue of the spec that
    /// it changes.
    public init(_ text: String) {
        self.text = text
        isOfVariant = true
        parsed = Result { () throws(OverrideError) in try Self.parse(text) }
    }

    /// - Parameters:
    ///   - key: dotted.
    ///   - isOfVariant: whether it may change the experiment's name.
    package init(_ key: String, _ value: JSONValue, isOfVariant: Bool = true) {
        self.isOfVariant = isOfVariant
        let text = if case .string(let word) = value { word } else { JSONWriter.compact(value) }
        self.text = key + "=" + text
        let node = JSONNode(unwritten: value, origin: .argument(index: 0, text: self.text))
        parsed = .success(SpecChange(path: key.split(separator: ".").map(String.init), value: node))
    }

    /// The change.
    /// - Parameter index: the override's number.
    func change(_ index: Int) throws(OverrideError) -> SpecChange {
        try parsed.get().moved(to: .argument(index: index, text: text))
    }

    private static func parse(_ text: String) throws(OverrideError) -> SpecChange {
        guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else {
            throw OverrideError(path: .root, issue: .noEqualsSign)
        }
        let key = text.utf8[..<equals]
        let path = key.split(separator: UInt8(ascii: "."), maxSplits: maxDepth, omittingEmptySubsequences: false)
        guard path.count <= maxDepth else { throw OverrideError(path: .root, issue: .tooDeep(limit: maxDepth)) }
        guard !path.contains(where: \.isEmpty) else {
            throw OverrideError(path: .root, issue: .emptyComponent(path: String(Substring(key))))
        }
        let written = String(Substring(text.utf8[text.utf8.index(after: equals)...]))
        let origin = JSONOrigin.argument(index: 0, text: text)
        var value = JSONNode(.string(written), origin: origin)
        if let document = try? JSONReader.read(Array(written.utf8)), document.duplicates.isEmpty {
            value = document.root
        }
        return SpecChange(path: path.map { String(Substring($0)) }, value: value)
    }
}
