import FigureFiles
import Raster
import CairoCanvas
import Figures
import Foundation
import Plotting
import Schedules
import Statistics
import Testing
import RangeTest
import Training

/// The figures of runs against pictures that were looked at once. Letters may be drawn a little otherwise by another
/// version of the libraries: a few pixels may differ, no line may.
@Suite struct FigurePictureTests {
    private static var folder: String {
        (#filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast() + ["Pictures"])
            .joined(separator: "/")
    }

    static let names = ["loss", "seeds", "diverged", "finder", "finders", "schedule", "schedules", "accuracy", "dark"]

    static func figure(_ name: String, _ theme: Theme = .light) -> Figure {
        let runs = (0..<4).map { history(seed: UInt64($0)) }
        switch name {
        case "loss": return .loss([history(seed: 5, steps: 2000, epochs: 3)], name: "a run", theme: theme)
        case "seeds": return .loss(runs, name: "seeds", momentumName: "β₁", theme: theme)
        case "diverged": return .loss(runs + [history(seed: 9, divergesAt: 150)], name: "seeds", theme: theme)
        case "finder": return .lrFinder([curve(.diverged(factor: 4))], name: "one", theme: theme)
        case "finders":
            return .lrFinder((0..<4).map { curve(.completed, shift: 0.01 * Double($0)) }, name: "several", theme: theme)
        case "schedules":
            return .schedules(
                [
                    .init(name: "equal", lr: lr, momentum: lr.map { 0.95 - $0 }), .init(name: "one", lr: lr),
                    .init(name: "other", lr: lr.map { _ in 0.03 }, momentum: lr.map { _ in 0.9 }),
                ], theme: theme)
        case "accuracy":
            return .accuracy(runs + [history(seed: 9, epochs: 1, divergesAt: 200)], name: "seeds", theme: theme)
        case "dark": return .loss(runs, name: "seeds", theme: .dark)
        default:
            let phases = [
                Phase(name: "warm-up", steps: 0..<40), Phase(name: "cool-down", steps: 40..<85),
                Phase(name: "end", steps: 85..<100),
            ]
            return .schedule(
                lr: lr, momentum: lr.map { 0.95 - $0 }, weightDecay: lr.map { $0 < 0.02 ? 0.01 : 0.1 }, phases: phases,
                stepsPerEpoch: 30, name: "phases", detail: "three of them", theme: theme)
        }
    }

    /// Up, down, and a flat end.
    private static let lr: [Double] = (0..<100).map { step in
        let place = Double(step)
        return step < 40 ? 0.05 * place / 40 : max(0.05 * (85 - place) / 45, 0.001)
    }

    private static func bytes(_ figure: Figure) throws -> [UInt8] {
        try figure.bytes(.png, size: Size(480, 300), scale: 1)
    }

    /// Set `ONECYCLE_REFERENCE_PICTURES` to any value to write the pictures anew; then look at them.
    @Test(arguments: names)
    func looksAsItDid(_ name: String) throws {
        let bytes = try Self.bytes(Self.figure(name))
        let path = "\(Self.folder)/\(name).png"
        if ProcessInfo.processInfo.environment["ONECYCLE_REFERENCE_PICTURES"] != nil {
            try Data(bytes).write(to: URL(filePath: path))
        }
        let reference = try PixelImage(png: Array(Data(contentsOf: URL(filePath: path))))
        #expect(try PixelImage(png: bytes).difference(from: reference, tolerance: 64) < 0.004)
    }

    @Test func aDifferenceWouldBeNoticed() throws {
        let plain = try PixelImage(png: Self.bytes(Self.figure("loss")))
        let one = history(seed: 5, steps: 2000, epochs: 3)
        let smoother = Figure.loss([one], name: "a run", smoothing: .exponential(beta: 0.9))
        #expect(try PixelImage(png: Self.bytes(smoother)).difference(from: plain, tolerance: 64) > 0.004)
    }
}
