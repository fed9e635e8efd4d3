extension NetworkDefinition {
    /// LeNet as Caffe's MNIST example has it (after LeCun et al., 1998).
    ///
    /// Convolutions of 20 and 50 channels without activations, maximum pooling behind each. Then a linear layer of 500
    /// with ReLU, and a linear layer to the classes.
    public static func leNet(image: ImageShape, classes: Int) throws(NetworkError) -> NetworkDefinition {
        let convolution = Window(kernel: 5, stride: 1, padding: 0)
        let halving = Window(kernel: 2, stride: 2, padding: 0)
        return try NetworkDefinition(
            input: image, classes: classes,
            layers: [
                .convolution(out: 20, window: convolution, bias: true), .pool(.maximum, halving),
                .convolution(out: 50, window: convolution, bias: true), .pool(.maximum, halving),
                .flatten, .linear(out: 500, bias: true), .activation(.relu), .linear(out: classes, bias: true),
            ])
    }
}
