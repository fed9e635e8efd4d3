/// One line of a network's description.
public struct LayerSummary: Sendable, Equatable {
    /// Its place: "3" or "3.layers.0".
    public var path: String
    /// Its name in a spec.
    public var type: String
    /// Shape of its result for one sample.
    public var output: FeatureShape
    /// Trainable values.
    public var parameters: Int
    /// Floating-point operations of a forward pass over one sample. Multiplications and additions count separately.
    /// Only convolutions and linear layers count; the others are negligible.
    public var flops: Int
}

extension NetworkDefinition {
    /// Floating-point operations of a forward pass over one image, as `summary` counts them.
    package var flops: Double {
        // The shapes of a definition meet.
        ((try? summary()) ?? []).reduce(0) { $0 + Double($1.flops) }
    }

    /// Every layer in order; the layers in a residual one follow it.
    /// - Throws: `NetworkError` if the shapes do not meet; those of a definition do.
    public func summary() throws(NetworkError) -> [LayerSummary] {
        try lines(of: layers, input: .image(input), path: "")
    }

    private func lines(of layers: [Layer], input: FeatureShape, path: String) throws(NetworkError) -> [LayerSummary] {
        var lines: [LayerSummary] = []
        var shape = input
        for (index, layer) in layers.enumerated() {
            let place = path + "\(index)"
            let output = try layer.output(of: shape, path: place)
            let own = parameters.filter { $0.layer == place }
            let weights = own.first { $0.role == .weight }?.count ?? 0
            let places =
                if case .image(let image) = output { image.height * image.width } else { 1 }
            lines.append(
                LayerSummary(
                    path: place, type: layer.type, output: output, parameters: own.reduce(0) { $0 + $1.count },
                    flops: 2 * weights * places))
            for branch in layer.branches {
                lines += try self.lines(of: branch.layers, input: shape, path: "\(place).\(branch.name).")
            }
            shape = output
        }
        return lines
    }
}
