/// a(n) = beta a(n-1) + (1 - beta) x(n), a(0) = 0; the value is a(n) / (1 - beta^n)
///
/// Exponential average with bias correction, as in Adam and fastai.
public struct ExponentialAverage: Sendable {
    /// Weight of the past, in [0, 1).
    public let beta: Double
    private var average = 0.0
    private var remaining = 1.0

    /// An average without values.
    public init(beta: Double) { self.beta = beta }

    /// An average that goes on from the numbers of another one; nil if they are none.
    package init?(beta: Double, numbers: [Double]) {
        guard numbers.count == 2 else { return nil }
        (self.beta, average, remaining) = (beta, numbers[0], numbers[1])
    }

    /// Its state.
    package var numbers: [Double] { [average, remaining] }

    /// Adds the next value.
    public mutating func add(_ value: Double) {
        average = beta * average + (1 - beta) * value
        remaining *= beta
    }

    /// The average so far; NaN before the first value.
    public var value: Double { average / (1 - remaining) }
}
