import JSON

/// The shortest ends of keys that name one key of a spec: `lr_max` of `schedule.lr_max`, but `optimizer.type`.
enum ShortKey {
    /// - Parameter path: of a key without lists.
    static func of(_ path: SpecKeyPath) -> String {
        let parts = path.components.map(\.text)
        for count in 1..<max(2, parts.count) where isUnique(parts.suffix(count), of: path) {
            return parts.suffix(count).joined(separator: ".")
        }
        return parts.joined(separator: ".")
    }

    /// Whether no other key that takes plain values ends like this at the same depth or above.
    private static func isUnique(_ end: ArraySlice<String>, of path: SpecKeyPath) -> Bool {
        guard let last = end.last else { return false }
        return !(valuePaths[last] ?? []).contains { other in
            other != path && other.components.count <= path.components.count
                && other.components.suffix(end.count).map(\.text).elementsEqual(end)
        }
    }

    /// The places of keys that take values other than objects and null, by the last part.
    private static let valuePaths: [String: [SpecKeyPath]] = Dictionary(
        grouping: SpecSchema.valuePaths, by: { $0.components.last?.text ?? "" })
}

extension SpecKeyPath.Component {
    fileprivate var text: String {
        switch self {
        case .key(let key): key
        case .index(let index): "\(index)"
        }
    }
}
