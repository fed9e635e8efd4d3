/// The randomness of a network's dropouts, set before each forward pass.
final class DropoutKey {
    var seed: UInt64 = 0
    var step: UInt64 = 0
    /// Number of the network's first image in the batch: a drop depends on the value's place in the whole batch.
    let firstImage: Int

    init(firstImage: Int) { self.firstImage = firstImage }
}
