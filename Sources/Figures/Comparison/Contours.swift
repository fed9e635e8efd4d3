import Foundation
import Plotting

/// Lines of equal values over a grid, by marching squares. Each square of four values is cut where the linear
/// interpolation along its edges has the level.
struct Contours {
    private let x: [Double]
    private let y: [Double]
    private let values: [[Double]]
    private let isLogX: Bool
    private let isLogY: Bool

    /// - Parameters:
    ///   - x: places of the columns, ascending.
    ///   - y: places of the rows, ascending.
    ///   - values: [rows, columns]; a square with a value that is not finite has no line.
    ///   - isLogX: whether columns are interpolated by ratio.
    ///   - isLogY: whether rows are.
    init(x: [Double], y: [Double], values: [[Double]], _ isLogX: Bool, _ isLogY: Bool) {
        self.x = x
        self.y = y
        self.values = values
        self.isLogX = isLogX
        self.isLogY = isLogY
    }

    /// The segments of one level, with a gap (NaN) after each.
    func line(at level: Double) -> (x: [Double], y: [Double]) {
        var line: (x: [Double], y: [Double]) = ([], [])
        for row in 0..<max(0, min(y.count, values.count) - 1) {
            let columns = min(x.count, values[row].count, values[row + 1].count)
            for column in 0..<max(0, columns - 1) {
                for (from, to) in segments(row, column, level) {
                    line.x += [from.x, to.x, .nan]
                    line.y += [from.y, to.y, .nan]
                }
            }
        }
        return line
    }

    /// The segments of each connected line of one level, with a gap (NaN) after each segment.
    func lines(at level: Double) -> [(x: [Double], y: [Double])] {
        let all = line(at: level)
        let count = all.x.count / 3
        // Two segments meet if their ends are equal to the last digits.
        func end(_ index: Int) -> String { String(format: "%.9g %.9g", all.x[index], all.y[index]) }
        var parents = Array(0..<count)
        func root(_ index: Int) -> Int {
            var index = index
            while parents[index] != index { index = parents[index] }
            return index
        }
        var owners: [String: Int] = [:]
        for segment in 0..<count {
            for place in [3 * segment, 3 * segment + 1] {
                let key = end(place)
                if let other = owners[key] {
                    parents[root(segment)] = root(other)
                } else {
                    owners[key] = segment
                }
            }
        }
        var lines: [Int: (x: [Double], y: [Double])] = [:]
        var order: [Int] = []
        for segment in 0..<count {
            let place = root(segment)
            if lines[place] == nil { order.append(place) }
            lines[place, default: ([], [])].x += all.x[3 * segment..<3 * segment + 3]
            lines[place, default: ([], [])].y += all.y[3 * segment..<3 * segment + 3]
        }
        return order.compactMap { lines[$0] }
    }

    private func segments(_ row: Int, _ column: Int, _ level: Double) -> [(Point, Point)] {
        // Counterclockwise from the lower left.
        let corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
        let heights = corners.map { values[$0.0][$0.1] - level }
        guard heights.allSatisfy(\.isFinite) else { return [] }
        var cuts: [Point] = []
        for edge in 0..<4 {
            let next = (edge + 1) % 4
            guard (heights[edge] < 0) != (heights[next] < 0) else { continue }
            let share = heights[edge] / (heights[edge] - heights[next])
            let (one, other) = (corners[edge], corners[next])
            cuts.append(
                Point(
                    StudyKey.between(x[one.1], x[other.1], share, isLog: isLogX),
                    StudyKey.between(y[one.0], y[other.0], share, isLog: isLogY)))
        }
        switch cuts.count {
        case 2: return [(cuts[0], cuts[1])]
        case 4:
            // A saddle: the mean of the corners says which ones are connected.
            let isHighInside = heights.reduce(0, +) >= 0
            return isHighInside == (heights[0] >= 0)
                ? [(cuts[0], cuts[1]), (cuts[2], cuts[3])] : [(cuts[3], cuts[0]), (cuts[1], cuts[2])]
        default: return []
        }
    }
}
