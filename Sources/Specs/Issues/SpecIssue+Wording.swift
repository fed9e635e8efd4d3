import Files
import JSON
import Text

import Networks
import Schedules

extension SpecError: CustomStringConvertible {
    /// One line per issue.
    public var description: String { lines.joined(separator: "\n") }

    /// The lines of `description`.
    public var lines: [String] {
        var lines = issues.map(\.description)
        if omitted > 0, let first = issues.first {
            lines.append("\(Printable.text(first.file)): \(omitted) more problems")
        }
        return lines
    }
}

extension SpecIssue: CustomStringConvertible {
    /// `experiments/a.json:12: schedule.pct_start: 1.3 is not between 0 and 1`.
    public var description: String {
        place + ": " + (keyPath.isEmpty ? "" : keyPath + ": ") + kind.description + owners
    }

    /// `experiments/a.json:12`, or the override.
    package var place: String {
        if let override { return "--set " + Printable.text(override) }
        return Printable.text(file, limit: 1000) + (line.map { ":\($0)" } ?? "")
    }

    /// " (in sweep-epochs-2 and 3 others)"
    private var owners: String {
        guard let first = experiments.first else { return "" }
        let others = experiments.count - 1
        return " (in \(Printable.text(first))"
            + (others > 0 ? " and \(others) \(others == 1 ? "other" : "others")" : "") + ")"
    }
}

extension SpecIssue.Kind: CustomStringConvertible {
    /// The problem, without its place.
    public var description: String {
        switch self {
        case .file(let reason): reason.text(of: "a spec")
        case .figure(let reason): "no spec in this figure: \(reason); name the JSON file it was drawn for"
        case .syntax(let kind): "not JSON: \(kind)"
        case .override(let issue): issue.description
        case .duplicateKey(let line): "the key is on line \(line) already"
        case .unknownKey(let suggestion?): "unknown key; did you mean \"\(suggestion)\"?"
        case .unknownKey(nil): "unknown key"
        case .keyOfOtherType(let key, let owners, let chosen, let keys):
            "\(key) is a key of \(Printable.inWords(owners)); \(chosen) has "
                + (keys.isEmpty ? "none" : Printable.inWords(keys))
        case .missingKey(let choices):
            "required key is missing" + (choices.isEmpty ? "" : "; it is one of \(choices.joined(separator: ", "))")
        case .wrongType(let found, let expected): "\(found) is not \(expected)"
        case .notWholeSteps(let found):
            "\(found) is not a whole number of steps; write {\"epochs\": \(found)} or {\"fraction\": \(found)}"
        case .notOneOf(let found, let choices, let suggestion):
            (choices.count == 1
                ? "\(found) is not \(choices[0])" : "\(found) is not one of \(choices.joined(separator: ", "))")
                + (suggestion.map { "; did you mean \"\($0)\"?" } ?? "")
        case .outOfRange(let found, let value, let range): "\(found) is not \(range.expectation(for: value))"
        case .badName(let found, let issue, let fromFile):
            "\(found) \(issue)" + (fromFile ? "; this is the file's name, so give \"name\"" : "")
        case .wrongCount(0, _): "the list is empty"
        case .wrongCount(let count, let allowed):
            "the list has \(count) \(count == 1 ? "entry" : "entries"), not \(extent(allowed))"
        case .repeated(let found, let first): "\(found) is already in the list, as \(first)"
        case .notDescending(let found): "\(found) does not go from the highest to the lowest"
        case .exclusive(let other, let line?): "\(other) is given too, on line \(line); keep one of them"
        case .exclusive(let other, nil): "\(other) is given too; keep one of them"
        case .conflict(let conflict): conflict.description
        case .network(.layer(_, let type, let input, let reason), isAtLayer: true):
            "\(type) cannot take \(input) values: \(reason)"
        case .network(.tooLarge(_, let type, let count, ofWeights: true, let limit), isAtLayer: true):
            "with this \(type) the network has \(JSONWriter.text(of: count)) weights, more than \(limit)"
        case .network(.tooLarge(_, let type, let count, ofWeights: false, let limit), isAtLayer: true):
            "\(type) gives \(JSONWriter.text(of: count)) values an image, more than \(limit)"
        case .weights(let path, let issue): "\(Printable.text(path, limit: 1000)): \(issue)"
        case .network(let error, _): error.description
        case .images(let issue): issue
        case .study(let count): "a study of \(count) experiments; expected one experiment"
        case .ofStudy(let issue): issue.description
        case .tooManyTrials(let count, let limit): "\(count) experiments; a study has at most \(limit)"
        case .parameter(let parameter): parameter.issue
        case .ofSchedule(let issue): issue.text
        case .schemaMismatch: "internal error: the tables accept this value and the types do not; please report it"
        }
    }

    private func extent(_ allowed: ClosedRange<Int>) -> String {
        allowed.count == 1 ? "\(allowed.lowerBound)" : "\(allowed.lowerBound) to \(allowed.upperBound)"
    }
}

extension WeightsError: CustomStringConvertible {
    /// One line per issue: `x.safetensors: tensor "3.weight": shape [10, 256], the network has [10, 128]`.
    public var description: String { lines.joined(separator: "\n") }

    /// The lines of `description`.
    public var lines: [String] { issues.map { "\(Printable.text(path, limit: 1000)): \($0)" } }
}

extension WeightsIssue: CustomStringConvertible {
    /// The problem, without the file's name.
    public var description: String {
        switch self {
        case .file(let reason): reason.text(of: "a file of weights")
        case .content(let issue): issue.description
        case .hash(let found, let wanted):
            "the SHA-256 of its content is \(found), not \(Printable.quoted(wanted, limit: 64))"
        }
    }
}

extension SpecIssue.OverrideIssue: CustomStringConvertible {
    /// The problem, without its place.
    public var description: String {
        switch self {
        case .noEqualsSign: "not KEY=VALUE"
        case .emptyComponent(let path): "the key \(Printable.quoted(path)) has an empty part"
        case .tooDeep(let limit): "the key has more than \(limit) parts"
        case .throughNonObject(let found): "\(found) is not an object and has no keys"
        }
    }
}

extension SpecIssue.NameIssue: CustomStringConvertible {
    /// The problem, without its place.
    public var description: String {
        switch self {
        case .empty: "is empty"
        case .leadingDot: "begins with a dot"
        case .tooLong(let limit): "is longer than \(limit) characters"
        case .character(let found): "has \(found); only letters, digits, \".\", \"_\" and \"-\" are allowed"
        }
    }
}

extension SpecIssue.Conflict: CustomStringConvertible {
    /// The problem, without its place.
    public var description: String {
        switch self {
        case .firstChannel(let found, let source, let channels):
            "\(found) does not begin with \(channels), the image channels of data.source \(source)"
        case .lastChannel(let found, let source, let classes):
            "\(found) does not end with \(classes), the classes of data.source \(source)"
        case .notOnePerConvolution(let count, let convolutions):
            "the list has \(count) \(count == 1 ? "entry" : "entries"), not \(convolutions): one for each convolution of "
                + "model.channels"
        case .notGreater(let found, let otherKey, let other):
            "\(found) is not greater than \(otherKey), which is \(other)"
        case .nesterovWithoutMomentum(cycled: false): "true needs optimizer.momentum greater than 0"
        case .nesterovWithoutMomentum(cycled: true): "true needs schedule.moms greater than 0"
        case .nesterovWithIdleSchedule: "true needs momentum, and the schedule has 0 at every step"
        case .noBatchLeft(let count, let source, let images, let min):
            "\(count) of the \(images) training images of data.source \(source) leave "
                + (min == 1 ? "no image to train on" : "no batch of \(min) to train on")
        case .nothingHeldOut(let source, let images):
            "less than one of the \(images) training images of data.source \(source); hold out at least one"
        case .notGreyOrColour: "2 is neither 1 (grey) nor 3 (colour)"
        case .notAscending(let found): "\(found) is not in ascending order"
        case .nothingToValidate(let source):
            "data.source \(source) has no validation images; hold some out, for instance {\"fraction\": 0.2}"
        case .nothingToTest(let source):
            "data.source \(source) has no images of its own to test on: all are training images; remove \"test\", or add a "
                + "folder valid or test, or files t10k-*"
        case .noFullBatch(let limit, let batchSize):
            "\(limit) images do not fill a batch of data.batch_size \(batchSize), and data.drop_last drops smaller batches"
        case .shiftedOut(let shift, let height, let width):
            "\(shift) pixels may shift an image of \(height) x \(width) out of sight"
        }
    }
}
