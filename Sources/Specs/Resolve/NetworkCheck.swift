import JSON
import Datasets
import Networks

/// Checks that `model` describes a network for the images of `data`. Finds nothing if either section is invalid.
extension SpecResolver {
    /// - Returns: the network; nil if it is invalid.
    mutating func checkNetwork() -> NetworkDefinition? {
        guard let facts = values.facts, let model = values[RootKeys.model.place] else { return nil }
        do {
            return try model.makeNetwork(for: facts)
        } catch {
            let isAtLayer = if case .layers = model.network { true } else { false }
            note(.network(error, isAtLayer: isAtLayer), at: Self.place(of: error, in: model))
            return nil
        }
    }

    private mutating func note(_ kind: SpecIssue.Kind, at place: SpecKeyPath) {
        issues.add(kind, at: place, origins[place] ?? origins[Self.model])
    }

    private static let model = RootKeys.model.place.path

    /// The key that a network's error is about.
    private static func place(of error: NetworkError, in model: ModelSpec) -> SpecKeyPath {
        guard case .layers(let layers) = model.network else {
            return switch error {
            case .wrongDepth: Self.model.appending(key: ModelKeys.depth.name)
            case .tooLarge where model.network.isSimpleCNN: Self.model.appending(key: ModelKeys.channels.name)
            // Only an even kernel may be larger than the image with its padding.
            case .layer where model.network.isSimpleCNN: Self.model.appending(key: ModelKeys.kernelSizes.name)
            default: Self.model.appending(key: ModelKeys.architecture.name)
            }
        }
        return switch error {
        case .layer(let path, _, _, _), .tooLarge(let path, _, _, _, _): place(ofLayer: path)
        case .wrongOutput: place(ofLayer: "\(layers.count - 1)")
        case .empty, .nothingToTrain, .wrongImage, .precision, .notOnePerConvolution, .wrongDepth:
            Self.model.appending(key: ModelKeys.layers.name)
        }
    }

    /// `model.layers[3].shortcut[0]` of "3.shortcut.0".
    private static func place(ofLayer path: String) -> SpecKeyPath {
        path.split(separator: ".").reduce(Self.model.appending(key: ModelKeys.layers.name)) { place, part in
            Int(part).map { place.appending(index: $0) } ?? place.appending(key: String(part))
        }
    }
}

extension ModelSpec.Network {
    fileprivate var isSimpleCNN: Bool { if case .simpleCNN = self { true } else { false } }
}
