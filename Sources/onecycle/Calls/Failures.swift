import ArgumentParser
import Comparison
import Datasets
import Files
import Networks
import Presentation
import Runs
import Schedules
import Specs

extension Terminal {
    /// The part of a call that an error is about, which the user may change.
    enum Subject {
        /// The folder of the results.
        case output
        /// Something named in the call.
        case other
    }

    /// Writes an error to stderr, with a remedy if the folder of the results could not be written.
    /// - Parameter name: the error's subject, in front of the line.
    static func report(_ error: any Error, about subject: Subject = .other, naming name: String? = nil) {
        var line = (name.map { "\($0): " } ?? "") + "\(error)"
        let file: FileError? =
            if case StoreError.file(let file)? = error as? StoreError { file } else { error as? FileError }
        if subject == .output, file?.operation == .write {
            line += "; choose another folder with --output"
        }
        self.error(line)
    }

    /// Runs `body`. An error is written to stderr and becomes an exit code.
    /// - Parameters:
    ///   - subject: the part that the user may change.
    ///   - code: the exit code; nil: the code for the error.
    ///   - name: the error's subject, in front of the line.
    /// - Throws: `ExitCode`.
    static func reportingErrors<Result>(
        about subject: Subject = .other, as code: ExitCode? = nil, naming name: String? = nil,
        _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch let code as ExitCode {
            throw code
        } catch {
            report(error, about: subject, naming: name)
            throw code ?? ExitCode(for: error)
        }
    }
}

extension ExitCode {
    /// The code for an error that ends a call.
    init(for error: any Error) {
        switch error {
        case let code as ExitCode: self = code
        case is ValidationError, is FigureChangeError, is RefusedFigures: self = .validationFailure
        case is DatasetError, is ImageFolderError, is NetworkError, is ScheduleError, is SpecError,
            is WeightsError, is CurveFileError, is MemoryShortage, is UnknownRate, is RateError,
            is DifferentLengths, is TooLongToDraw, is RecordError, is NothingToDraw, is ProtectedFolder,
            StoreError.study, StoreError.altered, is RestoreError, is DamagedSeed, is ResultsError,
            is ComparisonError:
            self = .badInput
        default: self = .runFailed
        }
    }
}
