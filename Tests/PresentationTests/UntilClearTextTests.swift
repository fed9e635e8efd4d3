import Comparison
import Foundation
import Presentation
import TestSupport
import Testing
import Training

@Suite("Seeds as needed, in words")
struct UntilClearTextTests {
    private let base = (0..<10).map { 0.9 + 0.001 * Double($0 % 5) }
    private let steps = (0..<10).map { 0.0003 * Double($0 * 7 % 4) }

    private func report(
        _ arms: [ComparedArm], baseline: String? = nil, limit: Int = 30
    ) throws -> UntilClearReport {
        try UntilClearReport(arms, baseline: baseline, options: UntilClearOptions(limit: limit))
    }

    private func better(_ name: String, by gain: Double) -> ComparedArm {
        arm(name, zip(base, steps).map { $0 + gain + $1 })
    }

    @Test("the better arm comes first, in either order, with interval, p and the number of seeds")
    func clear() throws {
        for arms in [[better("a", by: 0.02), arm("b", base)], [arm("b", base), better("a", by: 0.02)]] {
            let lines = UntilClearText.lines(try report(arms))
            #expect(lines.count == 1)
            #expect(lines[0].hasPrefix("a is better than b by 2.045 points (2."))
            #expect(lines[0].hasSuffix(" at any time, p <= 0.0063, clear after 8 of 10 seeds)"))
        }
    }

    @Test("a family has a line for all, the clear ones first, and names the correction")
    func family() throws {
        let lines = UntilClearText.lines(
            try report([arm("base", base), arm("same", base), better("a", by: 0.02)], baseline: "base", limit: 10))
        #expect(lines[0] == "2 comparisons with base: 1 clear, 1 not")
        #expect(lines[1].hasPrefix("a is better than base by ") && lines[1].contains(" by Holm over 2 comparisons, "))
        #expect(lines[2] == "not clear after 10 seeds, the limit: same against base: no difference")
    }

    @Test("an open comparison says how many seeds it needs; a line names too few seeds")
    func open() throws {
        let noise = [0.004, -0.003, 0.002, -0.001]
        let few = try report([arm("a", zip(base, noise).map(+)), arm("b", Array(base.prefix(4)))])
        let lines = UntilClearText.lines(few)
        #expect(
            lines[0]
                == "not clear after 4 seeds: a against b: 0.050 points; a limit of about 722 would show this difference"
        )
        #expect(lines[1] == "no comparison can be clear before 8 seeds")
        #expect(
            UntilClearText.round(few)
                == "4 seeds: not clear; open: a against b: 0.050 points, which needs about 722 seeds")
        #expect(ComparisonJSON.event(few) == #"{"clear":0,"comparisons":1,"event":"until_clear","seeds":4}"#)
    }

    @Test("an estimate beyond a thousand seeds is not counted out")
    func beyond() throws {
        let noise = [0.004, -0.003, 0.002, -0.0029]
        let few = try report([arm("a", zip(base, noise).map(+)), arm("b", Array(base.prefix(4)))])
        #expect(UntilClearText.lines(few)[0].hasSuffix("a limit of over 1,000 would show this difference"))
    }

    @Test("at the limit the line gives the difference that it could show, and why an interval is missing")
    func limit() throws {
        let noise = (0..<10).map { 0.004 * Double($0 * 5 % 7 - 3) }
        let line = UntilClearText.lines(try report([arm("a", zip(base, noise).map(+)), arm("b", base)], limit: 10))[0]
        #expect(line.hasPrefix("not clear after 10 seeds, the limit: ") && line.contains("; 10 seeds could show "))
        // One seed of 10 fails.
        var failed = zip(base, steps).map { $0 - $1 + 0.0003 }
        failed[9] = 0.4
        let odd = UntilClearText.lines(try report([arm("a", failed), arm("b", base)], limit: 10))[0]
        #expect(odd.contains("without an interval, since single seeds decide the mean"))
    }

    @Test("an infinite loss leaves no test, and needs no further seeds; the line says so")
    func infinite() throws {
        let runs = (0..<8).map { ComparedRun(seed: $0, accuracy: 0.9, loss: $0 == 3 ? .infinity : 0.1) }
        let other = (0..<8).map { ComparedRun(seed: $0, accuracy: 0.9, loss: 0.2) }
        let found = try UntilClearReport(
            [ComparedArm(name: "a", runs: runs), ComparedArm(name: "b", runs: other)], baseline: nil,
            options: UntilClearOptions(metric: .finalLoss))
        #expect(found.outcome == .limit && found.pairs[0].isInfinite && found.pairs[0].meanDifference == nil)
        #expect(
            UntilClearText.lines(found) == [
                "a and b cannot be compared by final validation loss: not every loss is a finite number"
            ])
    }
}
