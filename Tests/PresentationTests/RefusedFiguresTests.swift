import Comparison
import FigureFiles
import Figures
import Foundation
import Plotting
import Presentation
import Specs
import TestSupport
import Testing
import Text

@Suite("figures that their page is too small for")
struct RefusedFiguresTests {
    private func report(arms: Int, seeds: Int) throws -> ComparisonReport {
        try ComparisonReport(
            (0..<arms).map { arm in
                ComparedArm(
                    name: "arm-\(arm)",
                    runs: (0..<seeds).map {
                        ComparedRun(seed: UInt64($0), accuracy: 0.9 + 0.01 * Double((arm + $0 * $0) % 7), loss: 0.3)
                    })
            }, options: .init())
    }

    @Test("the others are drawn, and the refusal names a page that will do")
    func others() throws {
        let folder = NSTemporaryDirectory() + "refused-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let lines = Lines()
        let console = Console(
            results: { _ in }, messages: { lines.add($0) }, isInteractive: false, columns: { 80 })
        // Of eight arms the rows fit; of 28 pairs they do not.
        func write(_ size: Size) throws {
            try ComparisonFigureFiles(
                to: folder, output: folder, formats: [.svg], look: FigureLook(),
                changes: FigureChanges(size: size), console: console
            ).write(report(arms: 8, seeds: 3))
        }
        let error = try #require(throws: RefusedFigures.self) { try write(Size(480, 260)) }
        #expect(error.description == "1 of 2 figures was not drawn")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["final.svg"])
        let refusal = try #require(lines.all.first { $0.hasPrefix("differences: a page of ") })
        let needed = try #require(refusal.firstMatch(of: /at least \d+x\d+ pixels \((\d+)ptx(\d+)pt\)/), "\(refusal)")
        try write(Size(Double(needed.1) ?? 0, Double(needed.2) ?? 0))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
    }

    @Test("seeds that cannot tell cells apart are the standing's limit")
    func standing() throws {
        #expect(GridStanding(try report(arms: 7, seeds: 3)).limit == "3 seeds cannot tell cells apart")
        #expect(GridStanding(try report(arms: 7, seeds: 12)).limit == nil)
    }

    private final class Lines: @unchecked Sendable {
        private(set) var all: [String] = []
        func add(_ text: String) { all.append(text) }
    }
}
