import ArgumentParser
import Presentation
import Datasets
import Specs
import Runs
import Comparison
import Statistics
import Foundation

/// One call that writes drawn digits, with its signals and its exit codes.
struct MakeCall {
    private let digits: DrawnDigits
    private let format: SetFormat

    init(_ digits: DrawnDigits, _ format: SetFormat) {
        self.digits = digits
        self.format = format
    }

    /// - Throws: `ExitCode`, after what went wrong was told.
    func run(to folder: String) throws {
        let interruption = Interruption()
        let signals = SignalWatch(interruption)
        defer { signals.cancel() }
        let writer = SetWriter(digits, as: format, threads: ProcessInfo.processInfo.activeProcessorCount)
        do {
            let sets = try writer.write(to: folder) { interruption.isRequested }
            let names = digits.classNames.joined(separator: ", ")
            Terminal.result("\(folder): \(sets.train.count) and \(sets.valid.count) images of \(names)")
        } catch {
            Terminal.error("\(error)")
            throw exitCode(for: error)
        }
    }

    private func exitCode(for error: any Error) -> ExitCode {
        switch error as? SetWritingError {
        case .interrupted: .interrupted
        case .notEmpty, .tooFewImages: .badInput
        default: ExitCode(for: error)
        }
    }
}
