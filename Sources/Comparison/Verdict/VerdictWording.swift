import Foundation
import Statistics
import Text
import Training

/// The wording of verdicts.
struct VerdictWording {
    let finding: Verdict.Finding
    let first: String
    let second: String
    let metric: ValidationMetric
    let difference: Double?
    let interval: BootstrapInterval?
    let p: Double?
    /// nil for a single test.
    let correction: String?
    let n: Int
    let smallestDetectable: Double?
    let untunedBaselines: [String]
    let diverged: [Verdict.Diverged]
    let mismatches: [String]

    var sentence: String {
        ([head] + remarks).joined(separator: "; ")
            + (mismatches.isEmpty ? "" : " (forced: they differ in \(mismatches.joined(separator: ", ")))")
    }

    private var head: String {
        let amount = difference.map { "\(digits($0)) \(unit)" } ?? ""
        let (first, second) = (Printable.text(first), Printable.text(second))
        switch finding {
        case .beats: return "\(first) beats \(second) by \(amount) (\(details))"
        case .noDifference: return "no difference shown between \(first) and \(second): \(amount) (\(details))"
        case .tooFewSeeds:
            return "n too small for p < \(ComparisonOptions.alpha): "
                + "\(first) against \(second): \(amount) (\(details))"
        case .infinite:
            return "\(first) and \(second) cannot be compared by \(metric.name): "
                + "not every loss is a finite number (n = \(n))"
        case .noPairs: return "\(first) and \(second) have no seed in common (n = 0)"
        }
    }

    private var remarks: [String] {
        var remarks: [String] = []
        if finding == .noDifference, let smallestDetectable {
            remarks.append(
                "n = \(n) could show \(digits(smallestDetectable)) \(unit)" + (correction == nil ? "" : ", corrected"))
        }
        for arm in diverged { remarks.append("\(arm.runs) of \(arm.of) runs of \(Printable.text(arm.arm)) diverged") }
        for name in untunedBaselines {
            remarks.append("baseline untuned: \(Printable.text(name)) tried a single rate")
        }
        return remarks
    }

    /// The text in parentheses: interval, p, n.
    private var details: String {
        let range = interval.map {
            "\(digits($0.low)) to \(digits($0.high))" + (correction == nil ? "" : " uncorrected")
        }
        let probability = p.map { Self.probability($0) + (correction.map { " by \($0)" } ?? "") }
        return ([range, probability].compactMap { $0 } + ["n = \(n)"]).joined(separator: ", ")
    }

    /// Points are hundredths of an accuracy.
    private var unit: String {
        switch metric {
        case .finalAccuracy: "points"
        case .bestAccuracy: "points of best accuracy"
        case .testAccuracy: "points of test accuracy"
        case .finalLoss, .bestLoss, .testLoss: "in \(metric.name)"
        }
    }

    /// With two significant digits of the interval's width, but two to six decimals.
    private func digits(_ value: Double) -> String {
        let scale = metric.isAccuracy ? 100.0 : 1
        let size = abs(difference ?? 0)
        let width = (interval.map { $0.high - $0.low } ?? size) * scale
        // Equal differences have an interval whose width is a rounding error.
        let decimals = width > 1e-9 * size && width.isFinite ? 1 - floor(log10(width)) : 2
        let text = NumberText.decimals(value * scale, Int(min(6, max(2, decimals))))
        // No minus sign before 0.
        return text.hasPrefix("-") && text.allSatisfy({ "-0.".contains($0) }) ? String(text.dropFirst()) : text
    }

    /// With two significant digits, or more to keep it on its side of alpha.
    private static func probability(_ p: Double) -> String {
        for digits in 2...6 {
            let text = NumberText.significant(p, digits: digits)
            if let told = Double(text), (told < ComparisonOptions.alpha) == (p < ComparisonOptions.alpha) {
                return "p = \(text)"
            }
        }
        return "p = \(p)"
    }
}
