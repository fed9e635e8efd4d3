import JSON
import Text

import Foundation

/// Values of a grid, evenly spaced by difference or by ratio, both ends included. Values between the ends have four
/// significant digits, as in names and tables.
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
        values = (0..<count).map { index in
            let share = Double(index) / Double(count - 1)
            if index == count - 1 { return high }
            let value = isLog ? low * pow(high / low, share) : low + (high - low) * share
            return index == 0 ? low : Double(NumberText.significant(value, digits: 4)) ?? value
        }
    }
}
