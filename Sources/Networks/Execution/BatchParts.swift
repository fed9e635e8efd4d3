package import OneDNN

/// The parts in which a batch is computed, each by one thread from its images to its gradients.
///
/// They follow from network and batch size alone, never from the machine: the order in which a gradient is added up
/// decides its last bits. More parts serve more cores. But each part's gradients are written and added once more, and
/// kernels are slower on few images. docs/design.md has the measurements behind the limits.
package struct BatchParts: Sendable, Equatable {
    /// Images of a part; the last part of a batch may have fewer.
    package let size: Int
    /// Number of parts of a whole batch.
    package let count: Int

    private static let maxParts = 8
    private static let leastImages = 16
    /// Floating-point operations of a part's forward pass: a tenth of a millisecond with both gradients.
    private static let leastWork = 4e6
    /// The same, for each parameter.
    private static let leastWorkPerParameter = 250.0

    /// The largest power of two, up to 8, that leaves each part images and work enough.
    package init(of batchSize: Int, _ definition: NetworkDefinition, _ propagation: Propagation) {
        let workPerImage = definition.flops
        let isTraining = propagation == .training
        let gradients = isTraining ? Self.leastWorkPerParameter * Double(definition.parameterCount) : 0
        func isWorthwhile(_ parts: Int) -> Bool {
            let images = batchSize / parts
            return images >= Self.leastImages && Double(images) * workPerImage >= max(Self.leastWork, gradients)
        }
        var parts = 1
        while parts < Self.maxParts, isWorthwhile(2 * parts) { parts *= 2 }
        size = (batchSize + parts - 1) / parts
        count = (batchSize + size - 1) / size
    }

    /// The images of each part of a batch, in order.
    /// - Parameter batchSize: images of the batch, at most those of a whole one.
    package func ranges(of batchSize: Int) -> [Range<Int>] {
        stride(from: 0, to: batchSize, by: size).map { $0..<min($0 + size, batchSize) }
    }
}
