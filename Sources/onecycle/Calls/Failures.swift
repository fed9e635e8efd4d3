import Files
import ArgumentParser
import Presentation
import Datasets
import Specs
import Runs
import Comparison
import Statistics
import Networks
import Schedules

extension Terminal {
    /// What an error that ends a call was about: what the user may change.
    enum Subject {
        /// The folder of the results.
        case output
        /// Something named in the call.
        case other
    }

    /// Writes an error to stderr, with what would do.
    static func tell(_ error: any Error, about subject: Subject) {
        var line = "\(error)"
        let file: FileError? =
            if case StoreError.file(let file)? = error as? StoreError { file } else { error as? FileError }
        if subject == .output, file?.operation == .write {
            line += "; choose another folder with --output"
        }
        self.error(line)
    }
}

extension ExitCode {
    /// The code for an error that ends a call.
    init(for error: any Error) {
        switch error {
        case let code as ExitCode: self = code
        case is ValidationError: self = .validationFailure
        case is DatasetError, is ImageFolderError, is NetworkError, is ScheduleError, is SpecError,
            is WeightsError, is CurveFileError,
            is MemoryShortage, is UnknownRate, is RateError,
            is DifferentLengths, is TooLongToDraw, is RecordError, is NothingToDraw, StoreError.malformedStudy:
            self = .badInput
        default: self = .runFailed
        }
    }
}
