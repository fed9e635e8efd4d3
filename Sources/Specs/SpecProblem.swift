public import Files
public import JSON
public import Networks
public import Schedules

/// One thing that is wrong with a spec. It holds data; the wording is `description`, one line.
public struct SpecProblem: Error, Sendable, Equatable {
    /// The spec file as it was named.
    public var file: String
    /// Line of the file, from 1; nil: the problem is not in the file's text.
    public var line: Int?
    /// Column, from 1, in Unicode scalars.
    public var column: Int?
    /// The `KEY=VALUE` that the value comes from; nil: it comes from the file.
    public var override: String?
    /// Where in the spec: `schedule.pct_start`; empty: the whole of it.
    public var keyPath: String
    /// What is wrong.
    public var kind: Kind
    /// Of a study, the experiments that have the problem; empty: all of them, or it is of the file.
    public var experiments: [String] = []

    /// What can be wrong. `found` is a value as a message names it.
    public enum Kind: Sendable, Equatable {
        /// The file could not be read.
        case file(FileError.Reason)
        /// A figure from which no spec can be read; why.
        case figure(String)
        /// The text is not JSON.
        case syntax(JSONSyntaxError.Kind)
        /// An override that is none.
        case override(OverrideTrouble)
        /// The object has the key already.
        case duplicateKey(firstLine: Int)
        /// No such key; `suggestion` is the path of the nearest one.
        case unknownKey(suggestion: String?)
        /// A key of other types (`owners`) than the chosen one, which has `keys`.
        case keyOfOtherType(key: String, owners: [String], chosen: String, keys: [String])
        /// A required key is not there; `choices` are its values, where those are few.
        case missingKey(choices: [String])
        /// Another kind of JSON value.
        case wrongType(found: String, expected: String)
        /// A number of steps that is not whole.
        case notWholeSteps(found: String)
        /// None of the words it may be.
        case notOneOf(found: String, choices: [String], suggestion: String?)
        /// A number outside of what is allowed; `found` is it as it was written.
        case outOfRange(found: String, value: Double, range: ValueRange)
        /// A string that is not fit to be a name; `fromFile`: it is the file's.
        case badName(found: String, trouble: NameTrouble, fromFile: Bool)
        /// A list with too few or too many entries.
        case wrongCount(count: Int, allowed: ClosedRange<Int>)
        /// An entry that an earlier one, at `first`, equals.
        case repeated(found: String, first: String)
        /// An entry larger than the one before it.
        case notDescending(found: String)
        /// Two keys of which only one may be given.
        case exclusive(other: String, otherLine: Int?)
        /// Two keys that do not go together.
        case conflict(Conflict)
        /// Layers, or a network with a name, that do not make a network for the images; `isAtLayer`: the key path names
        /// the layer already.
        case network(NetworkError, isAtLayer: Bool)
        /// The file of the initial weights, at `path`, will not do.
        case weights(path: String, WeightsTrouble)
        /// The files that `data` names will not do, in the words of what reads them.
        case images(String)
        /// A file of several experiments, where one is asked for.
        case study(count: Int)
        /// What makes a file a study will not do.
        case ofStudy(StudyTrouble)
        /// A study of more experiments than there may be.
        case tooManyCells(count: Int, limit: Int)
        /// A value that makes no schedule with the others.
        case schedule(InvalidParameter)
        /// A schedule that does not lie in the training as it should.
        case misfit(ScheduleIssue)
        /// The program's tables and types disagree: not the spec's fault.
        case schemaMismatch
    }

    /// Why an override is none.
    public enum OverrideTrouble: Sendable, Equatable {
        /// There is no `=`.
        case noEqualsSign
        /// A path such as `schedule..lr`.
        case emptyComponent(path: String)
        /// More components than the limit.
        case tooDeep(limit: Int)
        /// The path leads through something that has no keys.
        case throughNonObject(found: String)
    }

    /// Why a name is none.
    public enum NameTrouble: Sendable, Equatable {
        /// Nothing in it.
        case empty
        /// A dot in front.
        case leadingDot
        /// Longer than the limit.
        case tooLong(limit: Int)
        /// A character that is not allowed.
        case character(String)
    }

    /// Keys that do not go together.
    public enum Conflict: Sendable, Equatable {
        /// `model.channels` does not begin with the source's channels.
        case firstChannel(found: String, source: String, channels: Int)
        /// `model.channels` does not end with the source's classes.
        case lastChannel(found: String, source: String, classes: Int)
        /// `model.kernel_sizes` or `model.strides` has not one entry for each convolution.
        case notOneAConvolution(count: Int, convolutions: Int)
        /// A value that must be greater than that of another key.
        case notGreater(found: String, otherKey: String, other: String)
        /// Nesterov's momentum without momentum; `cycled`: the schedule moves it, and `moms` are zero.
        case nesterovWithoutMomentum(cycled: Bool)
        /// The same where a schedule of momentum of its own, or in a part of a sequence, is never above zero.
        case nesterovWithIdleSchedule
        /// `data.valid_split` leaves no batch of `least` images to train on.
        case noBatchLeft(count: Int, source: String, images: Int, least: Int)
        /// `data.valid_split` is less than one image.
        case nothingHeldOut(source: String, images: Int)
        /// Two channels.
        case notGreyOrColour
        /// Digits that do not ascend.
        case notAscending(found: String)
        /// A source without images to validate on, and none are held out.
        case nothingToValidate(source: String)
        /// `data.train_limit` leaves no full batch where `drop_last` wants one.
        case noFullBatch(limit: Int, batchSize: Int)
        /// `data.augment.shift` may leave nothing of an image.
        case shiftedOut(shift: Int, height: Int, width: Int)
    }
}

/// All that is wrong with a spec: at least one problem, in the order of the file's lines, overrides last.
public struct SpecProblems: Error, Sendable, Equatable {
    /// The problems; of very many, the first.
    public var problems: [SpecProblem]
    /// How many more there are.
    public var omitted: Int

    init(_ problems: [SpecProblem], omitted: Int = 0) {
        self.problems = problems
        self.omitted = omitted
    }
}
