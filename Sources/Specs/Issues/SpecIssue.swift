public import Files
public import JSON
public import Networks
public import Schedules

/// An issue of a spec. It holds data; the wording is `description`, one line.
public struct SpecIssue: Error, Sendable, Equatable {
    /// The spec file as given.
    public var file: String
    /// Line of the file, from 1; nil: the issue is not in the file's text.
    public var line: Int?
    /// Column, from 1, in Unicode scalars.
    public var column: Int?
    /// The `KEY=VALUE` of the value; nil: the value is the file's.
    public var override: String?
    /// The place in the spec: `schedule.pct_start`; empty: the whole spec.
    public var keyPath: String
    /// The problem.
    public var kind: Kind
    /// The experiments of a study that have the issue; empty: all, or it is an issue of the file.
    public var experiments: [String] = []

    /// The kinds of problems. `found` is a value as a message names it.
    public enum Kind: Sendable, Equatable {
        /// The file could not be read.
        case file(FileError.Reason)
        /// No spec can be read from a figure; the reason.
        case figure(String)
        /// The text is not JSON.
        case syntax(JSONSyntaxError.Kind)
        /// An invalid override.
        case override(OverrideIssue)
        /// A key that its object already has.
        case duplicateKey(firstLine: Int)
        /// An unknown key; `suggestion` is the path of the nearest one.
        case unknownKey(suggestion: String?)
        /// A key of other types (`owners`) than the chosen one, which has `keys`.
        case keyOfOtherType(key: String, owners: [String], chosen: String, keys: [String])
        /// A required key is missing; `choices` are its values if they are few.
        case missingKey(choices: [String])
        /// A value of another JSON type.
        case wrongType(found: String, expected: String)
        /// A number of steps that is not whole.
        case notWholeSteps(found: String)
        /// A word that is not one of the choices.
        case notOneOf(found: String, choices: [String], suggestion: String?)
        /// A number outside its range; `found` is the number as written.
        case outOfRange(found: String, value: Double, range: ValueRange)
        /// A string that is not valid as a name; `fromFile`: it is the file's name.
        case badName(found: String, _ issue: NameIssue, fromFile: Bool)
        /// A list with too few or too many entries.
        case wrongCount(count: Int, allowed: ClosedRange<Int>)
        /// An entry that an earlier one, at `first`, equals.
        case repeated(found: String, first: String)
        /// An entry larger than the one before it.
        case notDescending(found: String)
        /// Two keys that exclude each other.
        case exclusive(other: String, otherLine: Int?)
        /// Two keys that do not go together.
        case conflict(Conflict)
        /// Layers or an architecture that make no network for the images; `isAtLayer`: the key path already names the
        /// layer.
        case network(NetworkError, isAtLayer: Bool)
        /// The file of the initial weights, at `path`, is not usable.
        case weights(path: String, WeightsIssue)
        /// The files that `data` names are not usable; the message of their reader.
        case images(String)
        /// A file of several experiments for a reader of one.
        case study(count: Int)
        /// An issue of `arms`, `grid` or `baseline`.
        case ofStudy(StudyIssue)
        /// A study of too many experiments.
        case tooManyTrials(count: Int, limit: Int)
        /// A value that makes no schedule with the others.
        case parameter(InvalidParameter)
        /// A schedule that does not fit the training.
        case ofSchedule(ScheduleIssue)
        /// The program's tables and types disagree: an error of the program.
        case schemaMismatch
    }

    /// Why an override is invalid.
    public enum OverrideIssue: Sendable, Equatable {
        /// It has no `=`.
        case noEqualsSign
        /// A path such as `schedule..lr`.
        case emptyComponent(path: String)
        /// More components than the limit.
        case tooDeep(limit: Int)
        /// The path leads through a value that has no keys.
        case throughNonObject(found: String)
    }

    /// Why a name is invalid.
    public enum NameIssue: Sendable, Equatable {
        /// It is empty.
        case empty
        /// It begins with a dot.
        case leadingDot
        /// It is longer than the limit.
        case tooLong(limit: Int)
        /// It has an invalid character.
        case character(String)
    }

    /// Keys that do not go together.
    public enum Conflict: Sendable, Equatable {
        /// `model.channels` does not begin with the source's channels.
        case firstChannel(found: String, source: String, channels: Int)
        /// `model.channels` does not end with the source's classes.
        case lastChannel(found: String, source: String, classes: Int)
        /// `model.kernel_sizes` or `model.strides` does not have one entry per convolution.
        case notOnePerConvolution(count: Int, convolutions: Int)
        /// A value that must be greater than that of another key.
        case notGreater(found: String, otherKey: String, other: String)
        /// Nesterov momentum without momentum; `cycled`: the schedule moves it, and `moms` are zero.
        case nesterovWithoutMomentum(cycled: Bool)
        /// The same if a separate schedule of momentum, or that of a sequence, is never above zero.
        case nesterovWithIdleSchedule
        /// `data.valid_split` leaves no batch of `min` images to train on.
        case noBatchLeft(count: Int, source: String, images: Int, min: Int)
        /// `data.valid_split` is less than one image.
        case nothingHeldOut(source: String, images: Int)
        /// Two channels.
        case notGreyOrColour
        /// Digits that do not ascend.
        case notAscending(found: String)
        /// A source without validation images, and none are held out.
        case nothingToValidate(source: String)
        /// `data.valid_split.test` for a source with training images alone.
        case nothingToTest(source: String)
        /// `data.train_limit` leaves no full batch, and `drop_last` drops smaller ones.
        case noFullBatch(limit: Int, batchSize: Int)
        /// `data.augment.shift` may move the whole image out.
        case shiftedOut(shift: Int, height: Int, width: Int)
    }
}

/// All issues of a spec: at least one, in the order of the file's lines, overrides last.
public struct SpecError: Error, Sendable, Equatable {
    /// The issues, up to a limit.
    public var issues: [SpecIssue]
    /// The number of further issues.
    public var omitted: Int

    init(_ issues: [SpecIssue], omitted: Int = 0) {
        self.issues = issues
        self.omitted = omitted
    }
}
