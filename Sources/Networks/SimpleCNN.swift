import OneDNN

extension NetworkDefinition {
    /// fastai's `simple_cnn` (fastai 1, `layers.py`): 3x3 convolutions of stride 2 and padding 1 with bias, each followed by
    /// ReLU, the last one too, then the mean of each channel.
    ///
    /// - Parameters:
    ///   - channels: those of the image, of each convolution's output, and last the classes; at least two.
    ///   - image: the image's shape; its channels are the first of `channels`.
    /// - Throws: `NetworkError` where they are not, and where no network comes of it.
    public static func simpleCNN(channels: [Int], image: ImageShape) throws(NetworkError) -> NetworkDefinition {
        guard channels.first == image.channels else {
            throw .wrongImage(channels: channels.first ?? 0, image: image)
        }
        let window = Window(kernel: 3, stride: 2, padding: 1)
        var layers: [Layer] = []
        for out in channels.dropFirst() {
            layers += [.convolution(out: out, window: window, bias: true), .activation(.relu)]
        }
        return try NetworkDefinition(
            input: image, classes: channels.last ?? 0, layers: layers + [.globalAveragePool, .flatten])
    }
}
