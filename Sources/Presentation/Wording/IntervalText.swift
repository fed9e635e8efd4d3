package import Statistics
import Text

/// Intervals as tables and sentences show them.
package enum IntervalText {
    /// "0.9712 to 0.9748"; "-" without an interval.
    package static func cell(_ interval: MeanInterval?, scale: Double = 1, digits: Int) -> String {
        interval.map {
            NumberText.decimals($0.low * scale, digits) + " to " + NumberText.decimals($0.high * scale, digits)
        } ?? "-"
    }

    /// A line for each reason why rows of a table have no interval.
    package static func notes(_ reasons: [MissingInterval?]) -> [String] {
        var found: [MissingInterval] = []
        for case let reason? in reasons where !found.contains(reason) { found.append(reason) }
        return found.compactMap { reason in words(reason).map { "no interval: " + $0 } }
    }

    private static func words(_ reason: MissingInterval) -> String? {
        switch reason {
        case .noSeeds: nil
        case .oneSeed: "1 seed cannot say how much seeds vary"
        case .twoSeeds: "2 seeds cannot say how much seeds vary; 3 can"
        case .equalValues: "all values are equal, which does not show that other seeds give the same"
        case .infinite: "a value is not a finite number"
        }
    }
}
