extension NetworkDefinition {
    /// fastai's `simple_cnn` (fastai 1, `layers.py`): convolutions, each followed by ReLU, the last one too, then the
    /// mean of each channel. Convolutions have padding (kernel - 1) / 2, rounded down. An odd kernel of stride 1 keeps
    /// the size of the image; an even one takes a pixel off it.
    ///
    /// With `batchNorm`, batch normalization comes behind every ReLU but the last, and the convolutions before it have
    /// no bias. It begins with scales 1 and shifts 0, as in fastai 1's last versions. Earlier ones began with shifts of
    /// 0.001.
    ///
    /// In fastai each convolution and the layers after it are an `nn.Sequential`. Here layers and names are one flat
    /// list.
    ///
    /// - Parameters:
    ///   - channels: those of the image, of each convolution's output, and last the classes; at least two.
    ///   - kernelSizes: of each convolution; nil: 3.
    ///   - strides: of each convolution; nil: 2.
    ///   - image: the image's shape; its channels are the first of `channels`.
    /// - Throws: `NetworkError` for an image of other channels, or if the layers are not a network. Also if `kernelSizes`
    ///   or `strides` do not have one entry per convolution.
    public static func simpleCNN(
        channels: [Int], kernelSizes: [Int]? = nil, strides: [Int]? = nil, batchNorm: Bool = false, image: ImageShape
    ) throws(NetworkError) -> NetworkDefinition {
        guard channels.first == image.channels else {
            throw .wrongImage(channels: channels.first ?? 0, image: image)
        }
        let outputs = channels.dropFirst()
        let kernelSizes = kernelSizes ?? outputs.map { _ in 3 }
        let strides = strides ?? outputs.map { _ in 2 }
        for (option, list) in [("kernel_sizes", kernelSizes), ("strides", strides)] where list.count != outputs.count {
            throw .notOnePerConvolution(option: option, count: list.count, convolutions: outputs.count)
        }
        var layers: [Layer] = []
        for (index, out) in outputs.enumerated() {
            let kernel = kernelSizes[index]
            let window = Window(kernel: kernel, stride: strides[index], padding: (kernel - 1) / 2)
            let isNormalized = batchNorm && index < outputs.count - 1
            layers += [.convolution(out: out, window: window, bias: !isNormalized), .activation(.relu)]
            if isNormalized { layers.append(.batchNorm) }
        }
        return try NetworkDefinition(
            input: image, classes: channels.last ?? 0, layers: layers + [.globalAveragePool, .flatten])
    }
}
