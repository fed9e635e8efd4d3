/// The randomness of a network's dropouts, set before each forward pass.
final class DropoutKey {
    var seed: UInt64 = 0
    var step: UInt64 = 0
}
