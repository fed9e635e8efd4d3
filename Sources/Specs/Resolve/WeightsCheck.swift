import JSON
import Networks

/// The file that `model.init` names: read, checked for the network, and recorded by its hash.
extension SpecResolver {
    private static let file = WeightsKeys.file.of(ModelKeys.weights.of(RootKeys.model))
    private static let sha256 = WeightsKeys.sha256.of(ModelKeys.weights.of(RootKeys.model))
    private static let origin = WeightsKeys.origin.of(ModelKeys.weights.of(RootKeys.model))

    /// Reads the file, if the spec names one.
    /// - Parameters:
    ///   - network: nil if the spec describes none; then only errors in reading the file are noted.
    ///   - spec: the spec's path.
    mutating func readWeights(for network: NetworkDefinition?, spec: String) -> WeightsFile? {
        guard let file = values[Self.file] else { return nil }
        let path = WeightsFile.path(file, besideSpec: spec)
        do {
            guard let network else {
                _ = try WeightsFile.readFirst(1, of: path)
                return nil
            }
            let weights = try WeightsFile(path: path, for: network)
            if let wanted = recorded(Self.sha256), wanted.lowercased() != weights.sha256 {
                note(.hash(found: weights.sha256, wanted: wanted), of: path, at: Self.sha256.path)
            }
            return weights
        } catch {
            for issue in error.issues { note(issue, of: path, at: Self.file.path) }
            return nil
        }
    }

    /// The spec's values with the file's hash.
    /// - Parameter isInRunFolder: whether the file gets its name in run folders, with its origin.
    func naming(_ weights: WeightsFile, in spec: JSONValue, isInRunFolder: Bool) -> JSONValue {
        var spec = spec.setting(.string(weights.sha256), at: Self.sha256.path)
        if isInRunFolder, let file = values[Self.file] {
            spec = spec.setting(.string(WeightsFile.nameInRunFolder), at: Self.file.path)
                .setting(.string(recorded(Self.origin) ?? file), at: Self.origin.path)
        }
        return spec
    }

    /// A value that the spec records of its file; nil if an override names another file.
    private func recorded(_ place: Place<String?>) -> String? {
        if case .argument? = origins[Self.file.path], case .text? = origins[place.path] { return nil }
        return values[place] ?? nil
    }

    private mutating func note(_ issue: WeightsIssue, of path: String, at place: SpecKeyPath) {
        issues.add(.weights(path: path, issue), at: place, origins[place])
    }
}

extension JSONValue {
    /// The same with another value at a place that it has; lists keep their elements.
    func setting(_ value: JSONValue, at place: SpecKeyPath) -> JSONValue {
        guard let first = place.components.first else { return value }
        guard case .object(let members) = self, case .key(let key) = first else { return self }
        let rest = SpecKeyPath(components: Array(place.components.dropFirst()))
        return .object(members.map { $0.key == key ? Member(key, $0.value.setting(value, at: rest)) : $0 })
    }
}
