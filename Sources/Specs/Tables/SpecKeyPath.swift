package import JSON

/// The place of a value in a spec: `schedule.pct_start`, `model.channels[1]`.
package typealias SpecKeyPath = JSONPath

extension SpecKeyPath {
    /// The place of a path that schedules write as `parts[1].schedule.warmup`.
    func appending(written: String) -> SpecKeyPath {
        var path = self
        for part in written.split(separator: ".") {
            let names = part.split { $0 == "[" || $0 == "]" }
            if let key = names.first { path = path.appending(key: String(key)) }
            for index in names.dropFirst().compactMap({ Int($0) }) { path = path.appending(index: index) }
        }
        return path
    }

    /// Whether the other place is this one or inside it.
    func isPrefix(of other: SpecKeyPath) -> Bool { other.components.starts(with: components) }
}
