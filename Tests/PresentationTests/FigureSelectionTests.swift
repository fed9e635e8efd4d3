import Comparison
import FigureFiles
import Foundation
import Plotting
import Presentation
import Runs
import Specs
import TestSupport
import Testing

@Suite("Which figures are drawn")
struct FigureSelectionTests {
    private func comparison(_ folders: RecordedFolders, target: Double? = nil) throws -> ExperimentComparison {
        try folders.write(try folders.spec("net-fast"), seeds: [0, 1, 2])
        try folders.write(try folders.constant("net-slow", lr: "0.01"), seeds: [0, 1, 2], results: "slow")
        return try ExperimentComparison(
            try folders.experiments(["net-fast", "net-slow"]), options: .init(target: target))
    }

    @Test("a comparison has curves, results and schedules; a target adds one; names lose what they share")
    func comparison() throws {
        try RecordedFolders.with { folders in
            let figures = ComparisonFigures.all(try comparison(folders, target: 0.505), theme: .light)
            let wanted = [
                "overview", "loss", "accuracy", "final", "differences", "rates", "schedules", "seeds", "time_to_target",
            ]
            #expect(figures.map(\.name) == wanted)
            #expect(Set(figures.map(\.name)).isSubset(of: ComparisonFigures.names))
            let styles = ArmStyles(try folders.experiments(["net-fast", "net-slow"]))
            #expect(styles.names == ["fast", "slow"])
            #expect(styles.legend == nil)
        }
    }

    @Test("a table of results has the figures of results only")
    func table() throws {
        let report = try ComparisonReport(
            [arm("a", [0.9, 0.8]), arm("b", [0.7, 0.6])])
        #expect(ComparisonFigures.results(report, theme: .light).map(\.name) == ["final", "differences"])
    }

    @Test("a run folder draws what its spec lists and it has data for, in every format")
    func run() throws {
        try RecordedFolders.with { folders in
            let spec = try folders.spec(
                "fast", ", \"figures\": [\"schedule\", \"lr_finder\", \"accuracy\"], \"formats\": [\"svg\", \"pdf\"]",
                seeds: [3])
            try folders.write(spec, seeds: [3])
            let record = try RecordedExperiment(spec, in: RunFolder(path: folders.path("fast")))
            let files = try RunFigures(
                record, data: nil, output: folders.output, console: Recorded().console()
            ).write(to: folders.path("to-"))
            #expect(
                files
                    == ["schedule.svg", "schedule.pdf", "accuracy.svg", "accuracy.pdf"].map { folders.path("to-" + $0) }
            )
            let metadata = try FigureMetadata(contentsOf: files[0])
            #expect(metadata.seeds == [3])
            #expect(metadata.spec == spec.document)
        }
    }

    @Test("a comparison's folder loses figures that the comparison no longer has")
    func stale() throws {
        try RecordedFolders.with { folders in
            let comparison = try comparison(folders)
            let folder = folders.path("comparison")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for name in ["sensitivity.png", "loss.pdf", "own.png"] {
                try Data().write(to: URL(filePath: folder + "/" + name))
            }
            let recorded = Recorded()
            let files = try ComparisonFigureFiles(
                to: nil, output: folders.output, formats: [.svg],
                look: FigureLook(ground: .light, medium: .screen, dpi: nil), changes: .none, console: recorded.console()
            )
            try files.write(comparison)
            let names = [
                "overview", "loss", "accuracy", "final", "differences", "rates", "schedules", "seeds",
            ].map { $0 + ".svg" }
            #expect(recorded.messages == names.map { folder + "/" + $0 + "\n" }.joined())
            let found = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(Set(found) == Set(names + ["own.png"]))
        }
    }
}
