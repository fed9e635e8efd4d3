import JSON
import Text

import Foundation

/// Values of a grid, evenly spaced by difference or by ratio, both ends included.
///
/// Whole numbers stay as they are. Other values between the ends have as many significant digits as the ends have, four
/// at least, and more if neighbours are close: names and tables show them.
struct GridRange {
    let values: [Double]

    /// An issue of a range, and its key.
    struct RangeError: Error {
        let key: String
        let node: JSONNode
        let issue: SpecIssue.StudyIssue
    }

    /// nil: not of the shape `{"uniform": [low, high], "samples": n}` or `{"log_uniform": ...}`.
    init?(_ members: [JSONNode.Member], limit: Int) throws(RangeError) {
        guard members.count == 2, let samples = members.index(of: "samples").map({ members[$0].node }),
            let ends = (members.index(of: "uniform") ?? members.index(of: "log_uniform")).map({ members[$0] }),
            case .array(let both) = ends.node.content, both.count == 2,
            case .number(let low, _) = both[0].content, case .number(let high, _) = both[1].content,
            case .number(let wanted, _) = samples.content
        else { return nil }
        let isLog = ends.key == "log_uniform"
        guard let count = Int(exactly: wanted), (2...limit).contains(count) else {
            throw RangeError(
                key: "samples", node: samples, issue: .samples(found: Printable.value(samples), limit: limit))
        }
        if low >= high {
            throw RangeError(
                key: ends.key, node: ends.node, issue: .ends(found: Printable.value(ends.node), areEqual: low == high)
            )
        }
        if isLog, low <= 0 {
            throw RangeError(key: ends.key, node: ends.node, issue: .logFromZero(found: Printable.value(both[0])))
        }
        let exact = (0..<count).map { index -> Double in
            if index == 0 { return low }
            if index == count - 1 { return high }
            let share = Double(index) / Double(count - 1)
            return isLog ? Self.geometric(low, high, share) : Self.arithmetic(low, high, share)
        }
        let digits = max(4, Self.significantDigits(low), Self.significantDigits(high))
        values = exact.indices.map { index in
            guard (1..<count - 1).contains(index) else { return exact[index] }
            let gap = min(exact[index] - exact[index - 1], exact[index + 1] - exact[index])
            return Self.rounded(exact[index], digits: digits, gap: gap)
        }
    }

    /// The difference or the ratio of the ends may exceed what a number holds; the values never do.
    private static func arithmetic(_ low: Double, _ high: Double, _ share: Double) -> Double {
        let difference = high - low
        return difference.isFinite ? low + difference * share : low * (1 - share) + high * share
    }

    private static func geometric(_ low: Double, _ high: Double, _ share: Double) -> Double {
        exp(log(low) * (1 - share) + log(high) * share)
    }

    /// The value with at least `digits` digits, and as many as move it by at most a hundredth of the gap to a neighbour.
    private static func rounded(_ value: Double, digits: Int, gap: Double) -> Double {
        if value == value.rounded() { return value }
        for digits in min(digits, 16)..<17 {
            if let short = Double(NumberText.significant(value, digits: digits)), abs(short - value) <= gap / 100 {
                return short
            }
        }
        return value
    }

    /// 5 for 12345, 1 for 0.001 and for 2000.
    private static func significantDigits(_ value: Double) -> Int {
        let digits = NumberText.shortest(value).prefix { $0 != "e" }.filter(\.isWholeNumber).drop { $0 == "0" }
        return digits.count - digits.reversed().prefix { $0 == "0" }.count
    }
}
