extension NetworkDefinition {
    /// The residual networks for small images (He et al., arXiv 1512.03385, section 4.2).
    ///
    /// A 3x3 convolution, three stages of blocks, the mean of each channel, a linear layer. A block has two 3x3
    /// convolutions; the stages have `width`, 2 `width` and 4 `width` channels. The second and the third begin with
    /// stride 2 and a 1x1 convolution that projects the shortcut. The paper pads it with zeros.
    /// - Parameter depth: 6 n + 2 layers: 20, 32, 56, 110.
    /// - Throws: `NetworkError` for another depth.
    public static func resNet(image: ImageShape, classes: Int, depth: Int, width: Int = 16) throws(NetworkError)
        -> NetworkDefinition
    {
        guard depth >= 8, (depth - 2) % 6 == 0 else { throw .wrongDepth(depth) }
        func convolution(_ out: Int, kernel: Int = 3, stride: Int = 1) -> Layer {
            .convolution(out: out, window: Window(kernel: kernel, stride: stride, padding: kernel / 2), bias: false)
        }
        var layers: [Layer] = [convolution(width), .batchNorm, .activation(.relu)]
        for stage in 0..<3 {
            let out = width << stage
            for block in 0..<(depth - 2) / 6 {
                let projects = stage > 0 && block == 0
                let stride = projects ? 2 : 1
                layers += [
                    .residual(
                        layers: [
                            convolution(out, stride: stride), .batchNorm, .activation(.relu),
                            convolution(out), .batchNorm,
                        ],
                        shortcut: projects ? [convolution(out, kernel: 1, stride: stride), .batchNorm] : []),
                    .activation(.relu),
                ]
            }
        }
        layers += [.globalAveragePool, .flatten, .linear(out: classes, bias: true)]
        return try NetworkDefinition(input: image, classes: classes, layers: layers)
    }
}
