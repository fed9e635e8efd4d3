import Datasets
import Networks

/// Whether what `model` describes is a network for the images of `data.source`. Says nothing where either is bad.
extension SpecResolver {
    mutating func checkNetwork() {
        guard let source = values.string("data.source").flatMap(DatasetSource.init(rawValue:)),
            let value = values[Self.model], let object = try? CheckedObject(value, at: Self.model),
            let model = try? ModelSpec(object)
        else { return }
        if case .layers(let layers) = model.network,
            let excess = NetworkSize.excess(of: layers, on: source.imageShape)
        {
            note(
                .tooLarge(
                    type: excess.type, count: excess.count, ofWeights: excess.isOfWeights, limit: excess.limit),
                at: Self.place(ofLayer: excess.path))
            return
        }
        do {
            _ = try model.makeNetwork(for: source)
        } catch {
            note(.network(error), at: Self.place(of: error, in: model))
        }
    }

    private mutating func note(_ kind: SpecProblem.Kind, at place: SpecKeyPath) {
        problems.add(kind, at: place, origins[place] ?? origins[Self.model])
    }

    private static let model = SpecKeyPath("model")

    /// The key that a network's error is about.
    private static func place(of error: NetworkError, in model: ModelSpec) -> SpecKeyPath {
        guard case .layers(let layers) = model.network else {
            if case .wrongDepth = error { return Self.model.appending(key: "depth") }
            return Self.model.appending(key: "architecture")
        }
        return switch error {
        case .layer(let path, _, _, _): place(ofLayer: path)
        case .wrongOutput: place(ofLayer: "\(layers.count - 1)")
        case .empty, .nothingToTrain, .wrongImage, .wrongDepth: Self.model.appending(key: "layers")
        }
    }

    /// `model.layers[3].shortcut[0]` of "3.shortcut.0".
    private static func place(ofLayer path: String) -> SpecKeyPath {
        path.split(separator: ".").reduce(Self.model.appending(key: "layers")) { place, part in
            Int(part).map { place.appending(index: $0) } ?? place.appending(key: String(part))
        }
    }
}

extension DatasetSource {
    /// C, H and W of its images.
    var imageShape: ImageShape { ImageShape(channels: channels, height: height, width: width) }
}
