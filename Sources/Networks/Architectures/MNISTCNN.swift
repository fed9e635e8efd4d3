extension NetworkDefinition {
    /// The self-normalizing network of the second reference document.
    ///
    /// Two convolutions with SELU and maximum pooling, a linear layer of 256 with SELU and dropout, a linear layer to
    /// the classes.
    /// - Parameter dropout: share of the 256 values that is dropped in training.
    public static func mnistCNN(image: ImageShape, classes: Int, dropout: Double = 0.5) throws(NetworkError)
        -> NetworkDefinition
    {
        let halving = Window(kernel: 2, stride: 2, padding: 0)
        return try NetworkDefinition(
            input: image, classes: classes,
            layers: [
                .convolution(out: 32, window: Window(kernel: 3, stride: 1, padding: 1), bias: true),
                .activation(.selu), .pool(.maximum, halving),
                .convolution(out: 32, window: Window(kernel: 5, stride: 1, padding: 0), bias: true),
                .activation(.selu), .pool(.maximum, halving),
                .flatten, .linear(out: 256, bias: true), .activation(.selu), .dropout(p: dropout),
                .linear(out: classes, bias: true),
            ])
    }
}
