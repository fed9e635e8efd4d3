import Foundation
import Networks
import OneDNN

/// What Adam remembers: the decaying averages of gradients and of their squares, and how many steps are in them.
struct AdamMoments {
    /// Of gradients; flat, padding included.
    let first: AlignedBuffer
    /// Of squared gradients, alike.
    let second: AlignedBuffer
    private let beta2: Double
    private var steps = 0

    init(for parameters: Parameters, beta2: Double) {
        first = AlignedBuffer(floatCount: parameters.floatCount)
        second = AlignedBuffer(floatCount: parameters.floatCount)
        self.beta2 = beta2
    }

    /// Counts a step and tells the bias corrections of it: 1 - beta1^t and 1 - beta2^t, with the beta1 in force.
    mutating func countStep(beta1: Double) -> (first: Double, second: Double) {
        steps += 1
        return (1 - pow(beta1, Double(steps)), 1 - pow(beta2, Double(steps)))
    }
}
