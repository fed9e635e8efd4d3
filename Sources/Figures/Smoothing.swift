/// How noisy values are averaged for drawing. Values that are not finite are gaps, and count for no average.
public enum Smoothing: Sendable, Equatable {
    /// `a_t = beta * a_(t-1) + (1 - beta) * v_t`, `a_0 = 0`, divided by `1 - beta^t` after t values (as fastai smooths
    /// its losses).
    case exponential(beta: Double)
    /// Mean of the last `steps` values, of all there are near the start.
    case window(steps: Int)

    /// The averages, one a value.
    public func callAsFunction(_ values: [Double]) -> [Double] {
        switch self {
        case .exponential(let beta): Smoothing.exponential(values, beta: min(max(beta, 0), 1 - 1e-12))
        case .window(let steps): Smoothing.trailing(values, steps: max(1, steps))
        }
    }

    /// What a legend says of averaged values: "smoothed (β 0.98)".
    public var label: String {
        switch self {
        case .exponential(let beta): "smoothed (β \(beta))"
        case .window(let steps): "mean of \(steps) step\(steps == 1 ? "" : "s")"
        }
    }

    private static func exponential(_ values: [Double], beta: Double) -> [Double] {
        var average = 0.0
        var weight = 1.0
        return values.map { value in
            guard value.isFinite else { return .nan }
            average = beta * average + (1 - beta) * value
            weight *= beta
            return average / (1 - weight)
        }
    }

    private static func trailing(_ values: [Double], steps: Int) -> [Double] {
        var sum = 0.0
        var count = 0
        return values.indices.map { index in
            if values[index].isFinite {
                sum += values[index]
                count += 1
            }
            if index >= steps, values[index - steps].isFinite {
                sum -= values[index - steps]
                count -= 1
            }
            // Now and then summed anew, so that a huge value leaves no rounding error behind.
            if index % steps == 0 || abs(values[max(0, index - steps)]) > 1e6 {
                let window = values[max(0, index - steps + 1)...index].filter(\.isFinite)
                (sum, count) = (window.reduce(0, +), window.count)
            }
            return values[index].isFinite ? sum / Double(count) : .nan
        }
    }
}
