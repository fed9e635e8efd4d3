import JSON
import Networks

/// The file that `model.init` names: read, held against the network, and recorded by its hash.
extension SpecResolver {
    /// Reads the file, where there is one.
    /// - Parameters:
    ///   - network: nil where the spec describes none; then only what keeps the file from being read is noted.
    ///   - spec: the spec's path.
    mutating func readWeights(for network: NetworkDefinition?, spec: String) -> WeightsFile? {
        guard let file = values.string("model.init.file") else { return nil }
        let path = WeightsFile.path(file, besideSpec: spec)
        do {
            guard let network else {
                _ = try WeightsFile.readFirst(1, of: path)
                return nil
            }
            let weights = try WeightsFile(path: path, for: network)
            if let wanted = recorded("sha256"), wanted.lowercased() != weights.sha256 {
                note(.hash(found: weights.sha256, wanted: wanted), of: path, at: "sha256")
            }
            return weights
        } catch {
            for trouble in error.troubles { note(trouble, of: path, at: "file") }
            return nil
        }
    }

    /// The spec's values with the file's hash.
    /// - Parameter isInRunFolder: whether the file is named as run folders have it, where it came from beside it.
    func naming(_ weights: WeightsFile, in spec: JSONValue, isInRunFolder: Bool) -> JSONValue {
        var spec = spec.setting(.string(weights.sha256), at: ["model", "init", "sha256"])
        if isInRunFolder, let file = values.string("model.init.file") {
            spec = spec.setting(.string(WeightsFile.nameInRunFolder), at: ["model", "init", "file"])
                .setting(.string(recorded("origin") ?? file), at: ["model", "init", "origin"])
        }
        return spec
    }

    /// What the spec says of its file; nothing where an override names another file.
    private func recorded(_ key: String) -> String? {
        if case .argument? = origins[SpecKeyPath("model.init.file")],
            case .text? = origins[SpecKeyPath("model.init." + key)]
        {
            return nil
        }
        return values.string("model.init." + key)
    }

    private mutating func note(_ trouble: WeightsTrouble, of path: String, at key: String) {
        let place = SpecKeyPath("model.init." + key)
        problems.add(.weights(path: path, trouble), at: place, origins[place])
    }
}

extension JSONValue {
    /// The same with another value at a place that it has.
    func setting(_ value: JSONValue, at path: [String]) -> JSONValue {
        guard let key = path.first else { return value }
        guard case .object(let members) = self else { return self }
        return .object(
            members.map {
                $0.key == key ? Member(key, $0.value.setting(value, at: Array(path.dropFirst()))) : $0
            })
    }
}
