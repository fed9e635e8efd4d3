/// How noisy values are averaged, as `smoothing` of a spec says. Values that are not finite are gaps, and count for no
/// average.
public enum Smoothing: Sendable, Equatable {
    /// `a_t = beta * a_(t-1) + (1 - beta) * v_t`, `a_0 = 0`, divided by `1 - beta^t` after t values (as fastai smooths
    /// its losses).
    case exponential(beta: Double)
    /// Mean of the last values, of all there are near the start. Their number is a share of an epoch, so that one spec
    /// serves batches of any size.
    case window(fraction: Double)

    /// The averages, one per value.
    /// - Parameters:
    ///   - values: one per step.
    ///   - stepsPerEpoch: turns the share of a window into steps.
    public func averages(of values: [Double], stepsPerEpoch: Int) -> [Double] {
        switch self {
        case .exponential(let beta): Smoothing.exponential(values, beta: min(max(beta, 0), 1 - 1e-12))
        case .window(let fraction):
            Smoothing.trailing(values, steps: Smoothing.windowSteps(fraction, of: stepsPerEpoch))
        }
    }

    /// The steps of a window, at least 1.
    package static func windowSteps(_ fraction: Double, of stepsPerEpoch: Int) -> Int {
        max(1, Int((fraction * Double(stepsPerEpoch)).rounded()))
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
