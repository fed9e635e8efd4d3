import ArgumentParser
import Datasets
import DigitDrawing
import Specs

import Runs
import Foundation

/// A call that writes drawn digits, with its signals and exit codes.
struct MakeCall {
    private let digits: DrawnDigits
    private let format: SetFormat

    init(_ digits: DrawnDigits, _ format: SetFormat) {
        self.digits = digits
        self.format = format
    }

    /// - Throws: `ExitCode`, after the error was printed.
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
