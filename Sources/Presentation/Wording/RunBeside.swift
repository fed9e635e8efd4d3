import Files
import Runs
import Specs

/// The run in whose folder a figure lies.
package struct RunBeside {
    private let folder: RunFolder

    /// - Parameter path: the figure's.
    package init(figure path: String) { folder = RunFolder(path: FileSystem.parent(of: path)) }

    /// Lines about files of the run that are damaged or cannot be read; empty if no run folder holds the figure.
    package var damage: [String] {
        guard folder.isOfRun else { return [] }
        do {
            return try folder.recordedSpecs().flatMap { spec -> [String] in
                let damage = DamageText(try RecordedExperiment(spec, in: folder, readsSteps: false))
                return damage.hasDamage ? damage.lines : []
            }
        } catch let problems as SpecError {
            return problems.lines
        } catch {
            return ["\(error)"]
        }
    }
}
