import Foundation

/// A centred moving average without bias at the ends of the run.
///
/// Values that are not finite are gaps: they are in no average, and their own average is NaN.
struct CentredAverage {
    private let kernel: BellKernel

    init(_ kernel: BellKernel) { self.kernel = kernel }

    /// The value at each place of the straight line that fits the values around it best, by weighted least squares.
    ///
    /// Local linear regression (Fan and Gijbels, Local Polynomial Modelling, 1996): a straight line comes back exactly,
    /// also at its ends. Averages stay between the lowest and the highest value.
    func linear(_ values: [Double]) -> [Double] {
        let range = values.lazy.filter(\.isFinite)
        guard let low = range.min(), let high = range.max() else { return values.map { _ in .nan } }
        let fit = Fit(values, kernel)
        return fit.lines(values).map { min(max($0, low), high) }
    }

    /// Averages of losses, which fall by factors: `exp(line of log loss) * mean(loss / exp(line))`.
    ///
    /// A line of log losses comes back exactly, also at its ends. The mean of logarithms alone is a geometric mean: it
    /// lies 20 to 30 % below the mean of noisy batches. The second factor puts the curve at their arithmetic mean, as a
    /// validation loss is one (Duan's smearing estimate, JASA 78, 1983, in the local form of Linton and Nielsen,
    /// Statistics and Probability Letters 19, 1994). A loss of 0 counts as a thousandth of the mean around it in the
    /// line, and as 0 in the mean. No average is above the highest loss. Other values than losses are averaged by
    /// ``linear(_:)``.
    func logarithmic(_ losses: [Double]) -> [Double] {
        var (largest, isLoss) = (0.0, true)
        for loss in losses where loss.isFinite {
            largest = max(largest, loss)
            if loss < 0 { isLoss = false }
        }
        guard isLoss, largest > 0 else { return linear(losses) }
        // Relative to the largest, so that no sum overflows.
        let relative = losses.map { $0 / largest }
        let fit = Fit(relative, kernel)
        let means = fit.means(relative)
        let trend = fit.lines(
            zip(relative, means).map { loss, mean in
                loss.isFinite ? log(max(loss, max(mean * 1e-3, Double.leastNormalMagnitude))) : .nan
            }
        ).map { exp($0) }
        let ratios = fit.means(zip(relative, trend).map { $0 / $1 })
        return zip(trend, ratios).map { min($0 * $1, 1) * largest }
    }
}

/// The weights of one column of values: its gaps and the places of the others.
private struct Fit {
    private let kernel: BellKernel
    private let isGap: [Bool]
    private let places: [Double]
    /// Sums of the weights, and of the weights times the distance and its square.
    private let weight: [Double]
    private let distance: [Double]
    private let square: [Double]

    init(_ values: [Double], _ kernel: BellKernel) {
        self.kernel = kernel
        isGap = values.map { !$0.isFinite }
        // From the middle of the run, so that squares stay small.
        let middle = Double(values.count - 1) / 2
        let places = values.indices.map { Double($0) - middle }
        self.places = places
        let ones = isGap.map { $0 ? 0.0 : 1 }
        let weight = kernel.sums(ones)
        let first = kernel.sums(zip(ones, places).map { $0 * $1 })
        let second = kernel.sums(zip(ones, places).map { $0 * $1 * $1 })
        self.weight = weight
        distance = places.indices.map { first[$0] - places[$0] * weight[$0] }
        square = places.indices.map {
            second[$0] - 2 * places[$0] * first[$0] + places[$0] * places[$0] * weight[$0]
        }
    }

    /// Weighted means; NaN at gaps.
    func means(_ values: [Double]) -> [Double] {
        let sums = kernel.sums(filled(values))
        return sums.indices.map { isGap[$0] ? .nan : sums[$0] / weight[$0] }
    }

    /// The heights of the fitted lines; NaN at gaps.
    func lines(_ values: [Double]) -> [Double] {
        let filled = filled(values)
        let sums = kernel.sums(filled)
        let moments = kernel.sums(zip(filled, places).map { $0 * $1 })
        return sums.indices.map { index in
            if isGap[index] { return .nan }
            let (weight, distance, square) = (weight[index], distance[index], square[index])
            let slope = moments[index] - places[index] * sums[index]
            let determinant = weight * square - distance * distance
            // A lonely value has no line.
            guard determinant > 1e-6 * weight * weight else { return sums[index] / weight }
            return (square * sums[index] - distance * slope) / determinant
        }
    }

    private func filled(_ values: [Double]) -> [Double] { zip(values, isGap).map { $1 ? 0 : $0 } }
}
