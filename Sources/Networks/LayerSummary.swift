/// One line of a network's description.
public struct LayerSummary: Sendable, Equatable {
    /// Its place: "3" or "3.layers.0".
    public var path: String
    /// Its name in a spec.
    public var type: String
    /// Shape of one sample's values behind it.
    public var output: FeatureShape
    /// Trainable values.
    public var parameters: Int
    /// Floating-point operations of a forward pass over one sample, multiplications and additions apart; those of
    /// convolutions and linear layers, beside which the others do not count.
    public var flops: Int
}

extension NetworkDefinition {
    /// Every layer in order, those inside residual layers behind their own.
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
            if case .residual(let main, let shortcut) = layer {
                lines += try self.lines(of: main, input: shape, path: place + ".layers.")
                lines += try self.lines(of: shortcut, input: shape, path: place + ".shortcut.")
            }
            shape = output
        }
        return lines
    }
}
