import CairoCanvas
import Experiments
import Figures
import Plotting
import Training

/// Draws a run folder's figures from what it holds, never from memory, so that they can be drawn again without training.
enum FigureWriter {
    /// Draws every figure that the spec asks for and the folder has the rows for.
    /// - Returns: the paths of the files.
    @discardableResult
    static func draw(_ resolved: ResolvedSpec, in folder: RunFolder) throws -> [String] {
        let spec = resolved.spec
        var histories: [(seed: UInt64, history: History)] = []
        for seed in spec.seeds where folder.isComplete(seed: seed, specHash: resolved.trainingHash) {
            histories.append((seed, try folder.history(seed: seed)))
        }
        var paths: [String] = []
        for kind in spec.figures {
            let figure: Figure? =
                switch kind {
                case .lrFinder: finder(resolved, in: folder)
                case .schedule: histories.first.map { schedule(spec, $0.history) }
                case .loss:
                    histories.first.map { first in
                        Figure.loss(
                            histories.map(\.history), name: spec.name, smoothing: smoothing(spec, first.history),
                            firstSeed: first.seed, momentumName: spec.momentumName)
                    }
                }
            guard let figure else { continue }
            for format in spec.formats {
                let path = folder.file("\(kind.rawValue).\(format.rawValue)")
                try figure.writePNG(to: path)
                paths.append(path)
            }
        }
        return paths
    }

    /// The range test's figure; nil where none is recorded.
    static func finder(_ resolved: ResolvedSpec, in folder: RunFolder) -> Figure? {
        guard let record = folder.finderRecord(of: resolved) else { return nil }
        return Figure.lrFinder(record.curves.map(\.curve), name: resolved.spec.name)
    }

    private static func schedule(_ spec: ExperimentSpec, _ history: History) -> Figure {
        Figure.schedule(
            lr: history.steps.map(\.lr), momentum: history.steps.map(\.momentum),
            stepsPerEpoch: history.stepsPerEpoch, name: spec.name, detail: SpecText.schedule(spec.schedule),
            momentumName: spec.momentumName)
    }

    private static func smoothing(_ spec: ExperimentSpec, _ history: History) -> Smoothing {
        switch spec.smoothing {
        case .exponential(let beta): .exponential(beta: beta)
        case .window(let fraction):
            .window(steps: max(1, Int((fraction * Double(history.stepsPerEpoch)).rounded())))
        }
    }
}

extension History {
    /// Steps of the first epoch.
    fileprivate var stepsPerEpoch: Int { max(1, steps.prefix { $0.epoch == 0 }.count) }
}
