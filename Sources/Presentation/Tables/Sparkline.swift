import Foundation

/// Curves as text of one line: "▁▃▅▆▇█".
package enum Sparkline {
    private static let levels = Array("▁▂▃▄▅▆▇█")
    /// Maximal number of characters.
    package static let width = 12

    /// Validation accuracies, one row per curve, on one scale for all: the logarithm of 1 - accuracy.
    ///
    /// The scale spreads accuracies near 1. The highest level is the best value of all rows. Longer curves show the last
    /// value of each part.
    /// - Parameter curves: accuracies by epoch; values that are not finite are gaps.
    /// - Returns: a text for every curve; nil if no curve has three epochs or if nothing varies.
    package static func accuracies(_ curves: [[Double]]) -> [String]? {
        guard curves.contains(where: { $0.count > 2 }) else { return nil }
        let errors = curves.flatMap { $0 }.filter(\.isFinite).map { 1 - $0 }
        // The smallest error above 0 stands for 0, too.
        guard let least = errors.filter({ $0 > 0 }).min() else { return nil }
        let heights = curves.map { $0.map { $0.isFinite ? -log(max(least, 1 - $0)) : .nan } }
        let all = heights.flatMap { $0 }.filter(\.isFinite)
        guard let low = all.min(), let high = all.max(), high > low else { return nil }
        return heights.map { curve in
            String(
                parts(curve).map { height -> Character in
                    guard height.isFinite else { return " " }
                    let level = (height - low) / (high - low) * Double(levels.count - 1)
                    return levels[min(levels.count - 1, max(0, Int(level.rounded())))]
                })
        }
    }

    private static func parts(_ curve: [Double]) -> [Double] {
        guard curve.count > width else { return curve }
        return (1...width).map { curve[$0 * curve.count / width - 1] }
    }

    /// The mean of several runs' accuracies by epoch. A diverged run counts with its last accuracy in later epochs.
    package static func mean(_ runs: [[Double]]) -> [Double] {
        (0..<(runs.map(\.count).max() ?? 0)).map { epoch in
            let values = runs.map { run in
                let value = epoch < run.count ? run[epoch] : run.last ?? 0
                return value.isFinite ? value : 0
            }
            return values.reduce(0, +) / Double(values.count)
        }
    }
}
