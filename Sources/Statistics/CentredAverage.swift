import Foundation

/// A centred moving average without bias at the ends of the run.
///
/// Values that are not finite are gaps: they are in no average, and their own average is NaN. An average is within the
/// extremes of the values that its bell reaches: after a jump a fitted line alone would overshoot.
struct CentredAverage {
    private let kernel: BellKernel

    init(_ kernel: BellKernel) { self.kernel = kernel }

    /// The value at each place of the straight line that fits the values around it best, by weighted least squares.
    ///
    /// Local linear regression (Fan and Gijbels, Local Polynomial Modelling, 1996): a straight line comes back exactly,
    /// also at its ends.
    func linear(_ values: [Double]) -> [Double] {
        guard values.contains(where: \.isFinite) else { return values.map { _ in .nan } }
        return WindowExtremes(values, reach: kernel.reach).clip(LocalFit(values, kernel).lines(values))
    }

    /// Averages of losses, which fall by factors: `exp(line of log loss) * mean(loss / exp(line))`.
    ///
    /// A line of log losses comes back exactly, also at its ends. The mean of logarithms alone is a geometric mean: it
    /// lies about a third below the mean of noisy batches. The second factor puts the curve at their arithmetic mean,
    /// which a validation loss is, too. This is Duan's smearing estimate (JASA 78, 1983), in the local form of Linton
    /// and Nielsen (Statistics and Probability Letters 19, 1994). A loss of 0 counts as a thousandth of the mean around
    /// it in the line, and as 0 in the mean. Other values than losses are averaged by ``linear(_:)``.
    func logarithmic(_ losses: [Double]) -> [Double] {
        var (largest, isLoss) = (0.0, true)
        for loss in losses where loss.isFinite {
            largest = max(largest, loss)
            if loss < 0 { isLoss = false }
        }
        guard isLoss, largest > 0 else { return linear(losses) }
        // Relative to the largest, so that no sum overflows.
        let relative = losses.map { $0 / largest }
        let fit = LocalFit(relative, kernel)
        let means = fit.means(relative)
        let trend = fit.lines(
            zip(relative, means).map { loss, mean in
                loss.isFinite ? log(max(loss, max(mean * 1e-3, Double.leastNormalMagnitude))) : .nan
            }
        ).map { exp($0) }
        let ratios = fit.means(zip(relative, trend).map { $0 / $1 })
        let averages = WindowExtremes(relative, reach: kernel.reach).clip(zip(trend, ratios).map { $0 * $1 })
        return averages.map { $0 * largest }
    }
}
