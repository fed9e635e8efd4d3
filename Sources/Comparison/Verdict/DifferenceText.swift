import Foundation
import Text
package import Training

/// Differences of a metric in words: accuracies in points, losses in nats.
package struct DifferenceText {
    private let metric: ValidationMetric
    private let scale: Double
    private let decimals: Int

    /// All numbers have two significant digits of the interval's width, but two to six decimals.
    /// - Parameters:
    ///   - width: of the interval, as the metric has it; without an interval the difference.
    package init(_ metric: ValidationMetric, width: Double) {
        self.metric = metric
        scale = metric.isAccuracy ? 100 : 1
        let shown = abs(width) * scale
        decimals = shown > 1e-9 && shown.isFinite ? Int(min(6, max(2, 1 - floor(log10(shown))))) : 2
    }

    /// "points", "points of best validation accuracy", "in final validation loss". Points are hundredths of an accuracy.
    package var unit: String {
        if metric == .finalAccuracy { return "points" }
        return (metric.isAccuracy ? "points of " : "in ") + metric.name
    }

    /// A difference without its unit.
    package func number(_ value: Double) -> String {
        let text = NumberText.decimals(value * scale, decimals)
        // No minus sign before 0.
        return text.hasPrefix("-") && text.allSatisfy({ "-0.".contains($0) }) ? String(text.dropFirst()) : text
    }

    /// "1.9 points"
    package func amount(_ value: Double) -> String { "\(number(value)) \(unit)" }

    /// "1.2 to 2.6"
    package func range(_ low: Double, _ high: Double) -> String { "\(number(low)) to \(number(high))" }
}
