import Text

/// Where a value is in a spec: `schedule.pct_start`, `model.channels[1]`.
package struct SpecKeyPath: Sendable, Hashable {
    package enum Component: Sendable, Hashable {
        case key(String)
        case index(Int)
    }
    package var components: [Component]

    /// The whole spec.
    package static let root = SpecKeyPath(components: [])

    /// A path of plain keys, separated by dots.
    package init(_ dotted: String) {
        components = dotted.split(separator: ".").map { .key(String($0)) }
    }

    package init(components: [Component]) {
        self.components = components
    }

    package func appending(key: String) -> SpecKeyPath { SpecKeyPath(components: components + [.key(key)]) }

    package func appending(index: Int) -> SpecKeyPath { SpecKeyPath(components: components + [.index(index)]) }

    /// The place of what schedules call `parts[1].schedule.warmup`.
    func appending(written: String) -> SpecKeyPath {
        var path = self
        for part in written.split(separator: ".") {
            let names = part.split { $0 == "[" || $0 == "]" }
            if let key = names.first { path = path.appending(key: String(key)) }
            for index in names.dropFirst().compactMap({ Int($0) }) { path = path.appending(index: index) }
        }
        return path
    }

    /// Whether the other is this place or inside of it.
    func isPrefix(of other: SpecKeyPath) -> Bool { other.components.starts(with: components) }
}

extension SpecKeyPath: CustomStringConvertible {
    /// Dotted; a key that would not be clear in it, in quotes; a long one cut.
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
