import Plotting
import Testing

@Suite struct TickTableTests {
    private struct Row {
        var lower: Double
        var upper: Double
        var count: Int
        var ticks: [Double]

        /// "lower upper count: tick tick ...".
        init(_ line: Substring) throws {
            let halves = line.split(separator: ":")
            let head = try #require(halves.first).split(separator: " ")
            try #require(halves.count == 2 && head.count == 3)
            lower = try #require(Double(head[0]))
            upper = try #require(Double(head[1]))
            count = try #require(Int(head[2]))
            ticks = try halves[1].split(separator: " ").map { try #require(Double($0)) }
        }
    }

    @Test func linear() throws {
        let rows = try TickTable.linear.split(separator: "\n").map(Row.init)
        #expect(rows.count > 160)
        for row in rows {
            // Not about as much: the very number that the decimal is read as.
            #expect(LinearTicks.locate(row.lower, row.upper, count: row.count) == row.ticks)
        }
    }

    @Test func logarithmic() throws {
        let rows = try TickTable.logarithmic.split(separator: "\n").map(Row.init)
        #expect(rows.count > 30)
        for row in rows {
            #expect(LogTicks.locate(row.lower, row.upper, count: row.count).major == row.ticks)
        }
    }

    @Test func shortRangesHaveThreeTicks() {
        for (lower, upper) in [(0.473, 1.584), (0.33, 1.61), (0.27, 63.4), (243.0, 64_115), (23, 95)] {
            let ticks = LogTicks.locate(lower, upper, count: 8)
            #expect((3...8).contains(ticks.major.count), "\(lower)...\(upper)")
            #expect(!ticks.minor.contains { ticks.major.contains($0) })
        }
    }
}
