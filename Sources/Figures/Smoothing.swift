import Statistics
import Text
import Training

/// How noisy values are averaged for drawing. Values that are not finite are gaps, and count for no average.
public enum Smoothing: Sendable, Equatable {
    /// `a_t = beta * a_(t-1) + (1 - beta) * v_t`, `a_0 = 0`, divided by `1 - beta^t` after t values (as fastai smooths
    /// its losses).
    case exponential(beta: Double)
    /// Mean of the last `steps` values, of all there are near the start.
    case window(steps: Int)

    /// The averages, one per value.
    public func callAsFunction(_ values: [Double]) -> [Double] {
        switch self {
        case .exponential(let beta): Smoothing.exponential(values, beta: min(max(beta, 0), 1 - 1e-12))
        case .window(let steps): Smoothing.trailing(values, steps: max(1, steps))
        }
    }

    /// The legend's text for averaged values: "smoothed (β 0.98)".
    public var label: String {
        switch self {
        case .exponential(let beta): "smoothed (β \(NumberText.short(beta, digits: 6)))"
        case .window(let steps): "mean of \(Plural.counted(steps, "step"))"
        }
    }

    private static func exponential(_ values: [Double], beta: Double) -> [Double] {
        var average = ExponentialAverage(beta: beta)
        return values.map { value in
            guard value.isFinite else { return .nan }
            average.add(value)
            return average.value
        }
    }

    private static func trailing(_ values: [Double], steps: Int) -> [Double] {
        [Double](unsafeUninitializedCapacity: values.count) { result, written in
            values.withUnsafeBufferPointer { values in
                var (sum, count) = (0.0, 0)
                // Counted down, since a remainder for every step takes longer than all else.
                var untilSummed = 0
                for index in values.indices {
                    let value = values[index]
                    if value.isFinite {
                        sum += value
                        count += 1
                    }
                    let gone = values[max(0, index - steps)]
                    if index >= steps, gone.isFinite {
                        sum -= gone
                        count -= 1
                    }
                    // Now and then summed anew, so that a huge value leaves no rounding error behind.
                    if untilSummed == 0 || abs(gone) > 1e6 {
                        (sum, count) = (0, 0)
                        for value in values[max(0, index - steps + 1)...index] where value.isFinite {
                            sum += value
                            count += 1
                        }
                    }
                    untilSummed = untilSummed == 0 ? steps - 1 : untilSummed - 1
                    result[index] = value.isFinite ? sum / Double(count) : .nan
                }
            }
            written = values.count
        }
    }
}
