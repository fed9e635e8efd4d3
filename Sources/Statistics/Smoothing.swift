/// How noisy values are averaged, as `smoothing` of a spec says. Values that are not finite are gaps, and count for no
/// average.
public enum Smoothing: Sendable, Equatable {
    /// Centred moving average of this share of all steps; nil: 5 % of them, at least 5 steps and at most 500. It has no
    /// lag, and no bias at the ends. Losses are averaged around the line of their logarithms.
    case centred(share: Double?)
    /// `a_t = beta * a_(t-1) + (1 - beta) * v_t`, `a_0 = 0`, divided by `1 - beta^t` after t values (as fastai smooths
    /// its losses). It lags by `beta / (1 - beta)` steps. With beta 0 the values are not averaged.
    case exponential(beta: Double)
    /// Mean of the last values, of all there are near the start. Their number is a share of an epoch, so that one spec
    /// serves batches of any size. It lags by half of them.
    case window(fraction: Double)

    /// The default: centred, with a width that follows the run's length.
    public static let `default` = Smoothing.centred(share: nil)

    /// The share of all steps in a centred average without a share of its own.
    package static let centredShare = 0.05
    /// The limits of its steps.
    package static let centredLimits = 5.0...500.0

    /// The averages, one per value.
    /// - Parameters:
    ///   - values: one per step.
    ///   - steps: steps of the whole run, which set the width of a centred average; nil: the number of values.
    ///   - stepsPerEpoch: turns the share of a window into steps.
    ///   - areLosses: whether the values are losses, which fall by factors.
    public func averages(
        of values: [Double], steps: Int? = nil, stepsPerEpoch: Int, areLosses: Bool = false
    ) -> [Double] {
        switch self {
        case .centred(let share):
            let kernel = Smoothing.kernel(share, of: steps ?? values.count)
            guard kernel.width > 1 else { return values.map { $0.isFinite ? $0 : .nan } }
            let average = CentredAverage(kernel)
            return areLosses ? average.logarithmic(values) : average.linear(values)
        case .exponential(let beta): return Smoothing.exponential(values, beta: min(max(beta, 0), 1 - 1e-12))
        case .window(let fraction):
            return Smoothing.trailing(values, steps: Smoothing.windowSteps(fraction, of: stepsPerEpoch))
        }
    }

    /// The steps of a centred average: the number of equally weighted steps whose mean is as noisy.
    /// - Parameter steps: steps of the whole run.
    package static func centredSteps(_ share: Double?, of steps: Int) -> Int { kernel(share, of: steps).steps }

    private static func kernel(_ share: Double?, of steps: Int) -> BellKernel {
        let count = Double(max(steps, 1))
        let wanted = share.map { $0 * count } ?? max(centredShare * count, centredLimits.lowerBound)
        return BellKernel(steps: share == nil ? min(wanted, centredLimits.upperBound) : wanted)
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
